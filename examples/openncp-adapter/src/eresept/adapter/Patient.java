package eresept.adapter;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A patient as country B asks for one: HL7 v2 CX with an OID, {@code 01010112345^^^&2.16.578.1.12.4.1.4.1&ISO}. */
final class Patient {
    private static final Pattern CX = Pattern.compile("([^^&]{1,64})\\^{3}&([0-9.]{1,64})&ISO");
    final String cx;
    private final String number;
    private final String root;

    private Patient(String cx, String number, String root) {
        this.cx = cx;
        this.number = number;
        this.root = root;
    }

    /** From CX; refused where it is none. */
    static Patient of(String cx) throws Refused {
        Matcher found = CX.matcher(cx == null ? "" : cx);
        if (!found.matches()) {
            throw Refused.unknown();
        }
        return new Patient(cx, found.group(1), found.group(2));
    }

    /** Whether an identifier of a CDA document is this patient's. */
    boolean is(String otherRoot, String otherNumber) {
        return root.equals(otherRoot) && number.equals(otherNumber);
    }

    /** Refuses another patient than this one; nothing is told of either. */
    void mustBe(Patient other) throws Refused {
        if (!is(other.root, other.number)) {
            throw Refused.unknown();
        }
    }
}
