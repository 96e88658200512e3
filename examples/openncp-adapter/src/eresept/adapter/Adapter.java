package eresept.adapter;

import eresept.openncp.ClassCode;
import eresept.openncp.DiscardDispenseDetails;
import eresept.openncp.DocumentAssociation;
import eresept.openncp.DocumentFactory;
import eresept.openncp.DocumentSearchInterface;
import eresept.openncp.DocumentSubmitInterface;
import eresept.openncp.EPDocumentMetaData;
import eresept.openncp.EPSOSDocument;
import eresept.openncp.NIException;
import eresept.openncp.SearchCriteria;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Norway's side of OpenNCP for ePrescriptions: each method is one call of the converter's service. One object answers
 * all threads. Only NIException leaves it, and never anything of a patient in one.
 */
public class Adapter implements DocumentSearchInterface, DocumentSubmitInterface {
    private static final System.Logger LOG = System.getLogger(Adapter.class.getName());
    private static final String NOT_A_DOCUMENT = "ERROR_ED_INCORRECT_FORMATTING";
    private final ThreadLocal<Element> header = new ThreadLocal<>();
    private final Service service;
    private final NationalSide national;

    /**
     * @param address of the service, without a path: {@code http://127.0.0.1:8080}
     * @param patience how long one call of the service may take
     * @param national the gateway
     */
    public Adapter(URI address, Duration patience, NationalSide national) {
        this.service = new Service(address, patience);
        this.national = national;
    }

    /** Of this thread's next call: OpenNCP has one object for all requests at once. */
    @Override
    public void setSOAPHeader(Element soapHeader) {
        header.set(soapHeader);
    }

    /** The prescriptions that may leave; empty where there is none to be told of, never null. */
    @Override
    public List<DocumentAssociation<EPDocumentMetaData>> getEPDocumentList(SearchCriteria criteria) throws NIException {
        return answered(Call.LIST, () -> {
            Patient patient = allowed(Patient.of(criteria.getCriteriaValue(SearchCriteria.Criteria.PATIENT_ID)));
            return Metadata.pairs(service.list(patient, national.prescriptionsOf(patient.cx)), patient);
        });
    }

    /** One document of the list; whatever is not found is refused, and null is never answered. */
    @Override
    public EPSOSDocument getDocument(SearchCriteria criteria) throws NIException {
        return answered(Call.DOCUMENT, () -> {
            Patient patient = allowed(Patient.of(criteria.getCriteriaValue(SearchCriteria.Criteria.PATIENT_ID)));
            String id = asked(criteria, SearchCriteria.Criteria.DOCUMENT_ID);
            String repository = asked(criteria, SearchCriteria.Criteria.REPOSITORY_ID);
            Cda found = Cda.read(service.document(patient, national.prescriptionsOf(patient.cx), id, repository));
            if (!found.id().equals(id) || !found.isAbout(patient)) {
                throw Refused.fault();
            }
            return DocumentFactory.createEPSOSDocument(patient.cx, ClassCode.EP_CLASSCODE, found.document);
        });
    }

    /** Takes a dispensation. The same one again is taken again: the service counts it once. */
    @Override
    public void submitDispensation(EPSOSDocument dispensation) throws NIException {
        answered(Call.SUBMIT, () -> {
            Cda ed = document(dispensation);
            ofOnePatient(ed, Patient.of(dispensation.getPatientId()));
            report(service.dispensed(ed));
            return null;
        });
    }

    /** Takes a dispensation back. Its {@code discardDate} is not looked at: afternoons arrive twelve hours wrong. */
    @Override
    public void cancelDispensation(DiscardDispenseDetails details, EPSOSDocument dispensation) throws NIException {
        answered(Call.DISCARD, () -> {
            Cda ed = document(dispensation);
            Patient patient = Patient.of(dispensation.getPatientId());
            patient.mustBe(Patient.of(details.getPatientId()));
            ofOnePatient(ed, patient);
            if (!ed.id().equals(details.getDispenseId())) {
                throw Refused.unknown();
            }
            report(service.discarded(ed));
            return null;
        });
    }

    /** What a call does. */
    private interface Work<T> {
        T done() throws Exception;
    }

    /** The only way out: an answer, or one exception of one line. Also an Error is none of country B's business. */
    private <T> T answered(Call call, Work<T> work) throws NIException {
        Refused why;
        try {
            return work.done();
        } catch (Refused e) {
            why = e;
        } catch (NationalSide.NotAllowed e) {
            why = Refused.unknown();
        } catch (NationalSide.Away e) {
            why = Refused.away();
        } catch (NationalSide.NotTaken e) {
            why = Refused.coded("ERROR_ED_EPRESCRIPTION_NOT_UPDATED");
        } catch (Throwable e) {
            LOG.log(System.Logger.Level.ERROR, "{0}: {1}", call, e.getClass().getName());
            why = Refused.fault();
        } finally {
            header.remove();
        }
        tellOperator(call, why);
        throw Said.exception(call, why);
    }

    private void tellOperator(Call call, Refused why) {
        try {
            national.tellOperator(call.name(), call.said(why), why.problem());
        } catch (Throwable e) {
            LOG.log(System.Logger.Level.ERROR, "{0}: {1}", call, e.getClass().getName());
        }
    }

    private void report(byte[] answer) throws Json.Malformed, NationalSide.Away, NationalSide.NotTaken {
        national.report(Json.read(answer).text("document").getBytes(StandardCharsets.UTF_8), answer);
    }

    /** The patient asked for, where the request may be answered and its TRC assertion is for the same one. */
    private Patient allowed(Patient asked) throws Refused, NationalSide.NotAllowed {
        Element given = header.get();
        if (given == null) {
            throw Refused.unknown();
        }
        asked.mustBe(Patient.of(national.checkedPatient(given)));
        return asked;
    }

    /** OpenNCP takes the patient of a dispensation from a slot of the request and compares it with nothing. */
    private void ofOnePatient(Cda ed, Patient asked) throws Refused, NationalSide.NotAllowed {
        if (!ed.isAbout(allowed(asked))) {
            throw Refused.unknown();
        }
    }

    private static Cda document(EPSOSDocument given) throws Refused {
        if (given == null || given.getDocument() == null) {
            throw Refused.coded(NOT_A_DOCUMENT);
        }
        try {
            return Cda.of(given.getDocument());
        } catch (SAXException | TransformerException e) {
            throw Refused.coded(NOT_A_DOCUMENT);
        } catch (IOException | ParserConfigurationException e) {
            throw Refused.fault();
        }
    }

    private static String asked(SearchCriteria criteria, SearchCriteria.Criteria key) {
        String value = criteria.getCriteriaValue(key);
        return value == null ? "" : value;
    }
}
