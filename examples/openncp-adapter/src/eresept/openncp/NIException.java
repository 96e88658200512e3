package eresept.openncp;

/** The only exception that OpenNCP answers with a code; code and message go abroad. */
public class NIException extends Exception {
    private static final long serialVersionUID = 1L;
    private final OpenNCPErrorCode code;

    public NIException(OpenNCPErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    public OpenNCPErrorCode getOpenncpErrorCode() {
        return code;
    }
}
