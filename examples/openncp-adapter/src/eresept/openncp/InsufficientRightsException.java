package eresept.openncp;

/** Declared by the interfaces, and no NIException: one that leaves XCA is a SOAP fault. The adapter throws none. */
public class InsufficientRightsException extends Exception {
    private static final long serialVersionUID = 1L;
}
