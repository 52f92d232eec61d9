package io.meshee.ejb.router;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.Principal;

/**
 * Who the calling thread acts for. The container's {@code Principal} asks the server's own context of the thread: it knows
 * the caller of a servlet, of a REST resource, of a session bean and of a managed executor's task alike, and costs less than
 * the {@code SecurityContext} of Jakarta Security, which asks for a whole subject.
 */
@ApplicationScoped
class CallerPrincipal {

    /** What Payara calls those it does not know. */
    private static final String NOBODY = "ANONYMOUS";

    private final Principal principal;

    CallerPrincipal() {
        this(null); // for the container's proxy
    }

    @Inject
    CallerPrincipal(Principal principal) {
        this.principal = principal;
    }

    /** The principal's name; {@code null} for nobody. */
    String name() {
        String name = principal.getName();
        return NOBODY.equals(name) ? null : name;
    }
}
