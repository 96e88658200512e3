package eresept.adapter;

/**
 * Why a call cannot be answered, on its way to what is said abroad. It never leaves the adapter, and has no trace:
 * OpenNCP sends the first line of one to the other country.
 */
final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    /** What went wrong, in the only distinctions that are told. */
    enum Kind {
        /** Not there, not this patient's, not to be told: all the same. */
        UNKNOWN,
        /** What is asked does not answer now. */
        AWAY,
        /** A fault on this side. */
        FAULT,
        /** As the code says that comes with it. */
        CODED
    }

    final Kind kind;
    final String name;
    private final transient byte[] problem;

    private Refused(Kind kind, String name, byte[] problem) {
        super(null, null, false, false);
        this.kind = kind;
        this.name = name;
        this.problem = problem;
    }

    static Refused unknown() {
        return new Refused(Kind.UNKNOWN, null, null);
    }

    static Refused away() {
        return new Refused(Kind.AWAY, null, null);
    }

    static Refused fault() {
        return new Refused(Kind.FAULT, null, null);
    }

    /** With the name of a code in Java (OpenNCPErrorCode). */
    static Refused coded(String name) {
        return new Refused(Kind.CODED, name, null);
    }

    /** The same with the service's whole answer, for the operator. */
    Refused with(byte[] answer) {
        return new Refused(kind, name, answer);
    }

    /** The service's problem answer (JSON); null where it gave none. */
    byte[] problem() {
        return problem;
    }
}
