package io.meshee.container;

import io.meshee.api.Capability;
import io.meshee.api.Handle;
import io.meshee.api.ProcessContext;
import jakarta.inject.Inject;

/** Uses what the container offers. */
@Capability("guest")
public class Guest {

    @Inject
    ProcessContext self;

    @Inject
    Note note;

    /** The process's own data, or what stands in the note, which is then written over. */
    @Handle
    public String visit(Visit visit) {
        if (visit.what().equals("context")) {
            return String.join(
                    " ",
                    self.capability(),
                    self.type(),
                    self.id(),
                    Long.toString(self.incarnation()),
                    self.headers().toString());
        }
        if (visit.what().equals("principal")) {
            return self.callerPrincipal().orElse("none");
        }
        var before = note.text();
        note.write(visit.what());
        return before + " then " + note.text();
    }
}
