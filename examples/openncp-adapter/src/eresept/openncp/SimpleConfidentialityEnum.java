package eresept.openncp;

/** Normal, restricted, very restricted. */
public enum SimpleConfidentialityEnum {
    N,
    R,
    V
}
