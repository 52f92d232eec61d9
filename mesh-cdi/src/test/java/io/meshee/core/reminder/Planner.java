package io.meshee.core.reminder;

import io.meshee.api.Activate;
import io.meshee.api.CalendarSchedule;
import io.meshee.api.Capability;
import io.meshee.api.CatchUp;
import io.meshee.api.Handle;
import io.meshee.api.Passivate;
import io.meshee.api.PassivationReason;
import io.meshee.api.ProcessContext;
import io.meshee.api.Reminder;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** A process that sets itself reminders; what happens to it is told to the test. */
@Capability("plan")
class Planner {

    record Note(String text) implements Serializable {}

    record Plan(String name, Instant at, Duration period, String dayOfMonth, CatchUp catchUp, String text)
            implements Serializable {}

    record Cancel(String name) implements Serializable {}

    record Unhandled() implements Serializable {}

    private final Office office;
    private ProcessContext self;

    Planner(Office office) {
        this.office = office;
    }

    @Activate
    void activate(ProcessContext context) {
        self = context;
        office.activating(context.id());
    }

    @Handle
    void set(Plan plan) {
        Note note = new Note(plan.text());
        Reminder reminder = plan.dayOfMonth() != null
                ? Reminder.on(plan.name(), CalendarSchedule.in(ZoneOffset.UTC).dayOfMonth(plan.dayOfMonth()), note)
                : plan.period() == null
                        ? Reminder.once(plan.name(), plan.at(), note)
                        : Reminder.every(plan.name(), plan.at(), plan.period(), note);
        self.remind(reminder.withCatchUp(plan.catchUp()));
    }

    @Handle
    boolean cancel(Cancel cancel) {
        return self.cancelReminder(cancel.name());
    }

    @Handle
    void setWhatNobodyTakes(Unhandled unhandled) {
        self.remind(Reminder.once("x", Instant.EPOCH, 42));
    }

    @Handle
    List<String> order(String what) {
        if (what.equals("hold")) {
            office.gate.pass();
        } else if (what.equals("passivate")) {
            self.passivate();
        }
        return self.reminders().stream()
                .map(pending -> pending.name() + " " + pending.due())
                .toList();
    }

    @Handle
    void remind(Note note) {
        office.fired(
                self.id(),
                note.text(),
                self.headers().get(Reminder.NAME_HEADER),
                Instant.parse(self.headers().get(Reminder.DUE_HEADER)));
        switch (note.text()) {
            case "hold" -> office.gate.pass();
            case "fail" -> throw new IllegalStateException("as the test wants it");
            case "cancel" -> self.cancelReminder(self.headers().get(Reminder.NAME_HEADER));
            default -> {
                // that it was fired is all
            }
        }
    }

    @Passivate
    void passivate(PassivationReason reason) {
        office.passivated.add(self.id());
    }
}
