package io.meshee.core.state;

import io.meshee.api.Activate;
import io.meshee.api.Capability;
import io.meshee.api.Durable;
import io.meshee.api.Execution;
import io.meshee.api.Handle;
import io.meshee.api.Passivate;
import io.meshee.api.PassivationReason;
import io.meshee.api.ProcessContext;
import io.meshee.api.State;
import jakarta.ejb.ApplicationException;
import java.io.Serializable;
import java.util.concurrent.CompletionStage;

/** A process with state, and with handlers that save it and others that do not. */
@Capability("bank")
class Account {

    record Deposit(int amount) implements Serializable {}

    record DepositSafely(int amount) implements Serializable {}

    record DepositLater(int amount) implements Serializable {}

    record Withdraw(int amount) implements Serializable {}

    record Refuse(String why) implements Serializable {}

    record Ask(String what) implements Serializable {}

    record AskSafely(String what) implements Serializable {}

    static final class OverdrawnException extends Exception {
        private static final long serialVersionUID = 1L;

        OverdrawnException(String message) {
            super(message);
        }
    }

    /** Not declared by the handler that throws it. */
    @ApplicationException
    static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    private final Bank bank;
    private ProcessContext self;
    private int seenAtActivation;
    private int notSaved;

    @State
    private int balance;

    @State
    private int attempts;

    @State
    private int passivations;

    @State
    private Object attachment;

    Account(Bank bank) {
        this.bank = bank;
    }

    @Activate
    void activate(ProcessContext context) {
        self = context;
        seenAtActivation = balance;
        bank.activated(context.id());
    }

    @Passivate
    void passivate(PassivationReason reason) {
        passivations++;
        bank.passivated(self.id(), reason);
    }

    @Handle
    public int balance() {
        return balance;
    }

    @Handle
    public int deposit(Deposit deposit) {
        notSaved += deposit.amount();
        balance += deposit.amount();
        return balance;
    }

    @Handle
    @Durable
    public int depositSafely(DepositSafely deposit) {
        balance += deposit.amount();
        return balance;
    }

    @Handle
    @Durable
    public CompletionStage<Integer> depositLater(DepositLater deposit) {
        return bank.future(self.id()).thenApply(more -> {
            balance += deposit.amount() + more;
            return balance;
        });
    }

    /** Counts the attempt, whatever becomes of it. */
    @Handle
    @Durable
    public int withdraw(Withdraw withdraw) throws OverdrawnException {
        attempts++;
        if (withdraw.amount() > balance) {
            throw new OverdrawnException(withdraw.amount() + " of " + balance);
        }
        balance -= withdraw.amount();
        return balance;
    }

    @Handle
    @Durable
    public void refuse(Refuse refuse) {
        attempts++;
        throw new RefusedException(refuse.why());
    }

    @Handle(execution = Execution.CALLER)
    public String ask(Ask ask) {
        return switch (ask.what()) {
            case "passivate" -> {
                self.passivate();
                yield "soon";
            }
            case "attempts" -> Integer.toString(attempts);
            case "passivations" -> Integer.toString(passivations);
            case "not saved" -> Integer.toString(notSaved);
            case "seen at activation" -> Integer.toString(seenAtActivation);
            case "attach a thread" -> {
                attachment = Thread.currentThread();
                yield "attached";
            }
            case "detach" -> {
                attachment = null;
                yield "detached";
            }
            default -> Thread.currentThread().getName();
        };
    }

    @Durable
    @Handle(execution = Execution.CALLER)
    public Object askSafely(AskSafely ask) {
        return switch (ask.what()) {
            case "attach a thread" -> {
                attachment = Thread.currentThread();
                yield "attached";
            }
            case "reply with a thread" -> Thread.currentThread();
            case "break" -> {
                balance = -1;
                throw new IllegalStateException("broken");
            }
            default -> Thread.currentThread().getName();
        };
    }
}
