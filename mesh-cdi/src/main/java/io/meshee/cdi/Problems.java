package io.meshee.cdi;

import io.meshee.core.handler.Finding;
import io.meshee.core.handler.Rule;

/**
 * Everything that stops a deployment because of how an application is written. Ids run from MESH00200 to MESH00299 and
 * are never used again for anything else.
 */
enum Problems {
    NO_HANDLER(
            200, "has no handler", "annotate a method with @Handle, or implement an interface annotated @ProcessType"),
    SAME_SIGNATURE(201, "has two handlers with the signature %s", "rename or remove one of them"),
    SAME_PAYLOAD(
            202,
            "has several @Handle methods for the same payload, %s",
            "keep one of them, or declare them all in an interface annotated @ProcessType"),
    AMBIGUOUS_PAYLOADS(
            203,
            "has handlers for two payload types that one object could both be, %s",
            "let one of them extend the other, or seal them so that no class can be both"),
    SEVERAL_PARAMETERS(
            204,
            "has a handler with several parameters that implements no contract method, %s",
            "take one payload object, or declare the method in an interface annotated @ProcessType"),
    HIDDEN_HANDLER(205, "has a static or private handler, %s", "make it an instance method that is not private"),
    UNENCODABLE_PAYLOAD(
            206, "has a handler whose payload cannot be encoded, %s", "let that class implement java.io.Serializable"),
    UNENCODABLE_REPLY(
            207, "has a handler whose reply cannot be encoded, %s", "let that class implement java.io.Serializable"),
    SEVERAL_ACTIVATE(208, "has several @Activate methods, %s", "keep one of them"),
    UNFIT_ACTIVATE(
            209,
            "has an @Activate method that cannot be called, %s",
            "make it a void instance method that takes a ProcessContext, one activation argument that is no primitive,"
                    + " both or neither"),
    SEVERAL_PASSIVATE(210, "has several @Passivate methods, %s", "keep one of them"),
    UNFIT_PASSIVATE(
            211,
            "has a @Passivate method that cannot be called, %s",
            "make it a void instance method that takes a PassivationReason or nothing"),
    SEVERAL_TYPE_NAMES(
            212,
            "has several type names, %s",
            "give the class and every contract that it implements the same @ProcessType name"),
    INVALID_TYPE_NAME(
            213, "has the type name \"%s\"", "give a name of 1 to 1024 characters that is not blank in @ProcessType"),
    FOREIGN_CAPABILITY(
            214,
            "does not serve the capability \"%s\" that its @ProcessType sends callers to",
            "add it to @Capability, or correct @ProcessType"),
    TYPE_TAKEN(215, "has a capability and type name that another class has, %s", "name one of them with @ProcessType"),
    UNFIT_STATE(
            216,
            "has state that cannot be saved or restored: %s",
            "mark Serializable fields with @State, or one @SaveState method and the @RestoreState methods for what it"
                    + " gives"),
    NOTHING_TO_SAVE(
            217,
            "is @Durable without state, %s",
            "mark what is to be saved with @State, or with @SaveState and @RestoreState"),

    ABSTRACT(220, "is abstract", "annotate its concrete subclasses with @Capability instead"),
    INTERFACE(221, "is an interface", "annotate the class that implements it with @Capability"),
    INNER(222, "is an inner class that is not static", "make it static or a class of its own"),
    NO_CONSTRUCTOR(223, "has no usable constructor", "add one without parameters, or annotate one with @Inject"),
    WRONG_SCOPE(
            224,
            "has the scope @%s, which would share one instance across ids",
            "make it @Dependent: each process id has an instance of its own"),

    STATEFUL_EJB(
            230, "is a @Stateful session bean", "remove @Stateful: Mesh itself keeps an instance for each process id"),
    SINGLETON_EJB(
            231,
            "is a @Singleton session bean, which would share one instance across ids",
            "remove @Singleton for an instance for each process id, or make it @Stateless"),
    LIFECYCLE_ON_STATELESS(
            232,
            "is a @Stateless session bean with @Activate or @Passivate methods, but pooled instances are not activated",
            "use @PostConstruct and @PreDestroy, or remove @Stateless"),
    OUTSIDE_LOCAL_VIEW(
            233,
            "is a @Stateless session bean with a handler outside of its local view, %s",
            "make the method public and annotate the class with @LocalBean, or declare it in a local interface"),

    STATE_ON_STATELESS(
            234,
            "is a @Stateless session bean with state, but no id has an instance of its own in a pool",
            "keep the state elsewhere, or remove @Stateless"),

    POOL_OF_NONE(235, "has a @PoolSize of %s", "give it 1 or more"),
    POOL_SIZE_WITHOUT_POOL(
            236,
            "has a @PoolSize, but each process id has an instance of its own and handles one message at a time",
            "remove it, or make the class @Stateless"),

    NO_CAPABILITY(240, "has a @Capability without a name", "name at least one capability"),
    BLANK_CAPABILITY(241, "has a blank capability name", "give it 1 to 1024 characters that are not all blank"),
    LONG_CAPABILITY(242, "has a capability name of more than 1024 characters, \"%s\"", "give it 1 to 1024 characters"),

    INJECTED(
            250,
            "has an injection point that resolves to a process class, %s",
            "inject Mesh and reach the process by its id: mesh.process(contract, id)");

    private final int number;
    private final String problem;
    private final String fix;

    Problems(int number, String problem, String fix) {
        this.number = number;
        this.problem = problem;
        this.fix = fix;
    }

    static String of(Class<?> culprit, Finding finding) {
        return of(finding.rule()).in(culprit, finding.subject());
    }

    String id() {
        return "MESH%05d".formatted(number);
    }

    String in(Class<?> culprit) {
        return in(culprit, "");
    }

    /** The message: id, class, problem and fix. */
    String in(Class<?> culprit, String subject) {
        return id() + ": " + culprit.getName() + ": " + problem.formatted(subject) + "; " + fix;
    }

    private static Problems of(Rule rule) {
        return switch (rule) {
            case HAS_A_HANDLER -> NO_HANDLER;
            case ONE_HANDLER_PER_SIGNATURE -> SAME_SIGNATURE;
            case ONE_HANDLER_PER_PAYLOAD -> SAME_PAYLOAD;
            case UNAMBIGUOUS_PAYLOADS -> AMBIGUOUS_PAYLOADS;
            case SEVERAL_PARAMETERS_NEED_A_CONTRACT -> SEVERAL_PARAMETERS;
            case HANDLER_IS_CALLABLE -> HIDDEN_HANDLER;
            case HANDLER_IS_IN_LOCAL_VIEW -> OUTSIDE_LOCAL_VIEW;
            case PAYLOAD_IS_ENCODABLE -> UNENCODABLE_PAYLOAD;
            case REPLY_IS_ENCODABLE -> UNENCODABLE_REPLY;
            case ONE_ACTIVATE_METHOD -> SEVERAL_ACTIVATE;
            case ACTIVATE_METHOD_FITS -> UNFIT_ACTIVATE;
            case ONE_PASSIVATE_METHOD -> SEVERAL_PASSIVATE;
            case PASSIVATE_METHOD_FITS -> UNFIT_PASSIVATE;
            case STATE_FITS -> UNFIT_STATE;
            case DURABLE_NEEDS_STATE -> NOTHING_TO_SAVE;
            case ONE_TYPE_NAME -> SEVERAL_TYPE_NAMES;
            case TYPE_NAME_IS_VALID -> INVALID_TYPE_NAME;
        };
    }
}
