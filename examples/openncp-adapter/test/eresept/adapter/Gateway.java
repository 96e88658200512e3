package eresept.adapter;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.w3c.dom.Element;

/** A national side that answers from a map, and may be told to fail. */
class Gateway implements NationalSide {
    static final String PATIENT = "patient";
    private final Map<String, String> m96;
    final List<String> reports = new CopyOnWriteArrayList<>();
    final List<String> answers = new CopyOnWriteArrayList<>();
    final List<String> told = new CopyOnWriteArrayList<>();

    Gateway(Map<String, String> m96) {
        this.m96 = m96;
    }

    @Override
    public String checkedPatient(Element soapHeader) throws NotAllowed {
        if (soapHeader.getAttribute(PATIENT).isEmpty()) {
            throw new NotAllowed();
        }
        return soapHeader.getAttribute(PATIENT);
    }

    @Override
    public Prescriptions prescriptionsOf(String patientId) throws Away {
        return new Prescriptions(m96.get(patientId), "open");
    }

    @Override
    public void report(byte[] m10, byte[] answer) throws Away, NotTaken {
        reports.add(new String(m10, StandardCharsets.UTF_8));
        answers.add(new String(answer, StandardCharsets.UTF_8));
    }

    @Override
    public void tellOperator(String call, String said, byte[] problem) {
        told.add(call + " " + said + " " + (problem == null ? "" : new String(problem, StandardCharsets.UTF_8)));
    }
}
