package eresept.adapter;

import eresept.openncp.ClassCode;
import eresept.openncp.DiscardDispenseDetails;
import eresept.openncp.DocumentAssociation;
import eresept.openncp.DocumentFactory;
import eresept.openncp.EPDocumentMetaData;
import eresept.openncp.EPSOSDocument;
import eresept.openncp.NIException;
import eresept.openncp.SearchCriteria;
import eresept.openncp.SearchCriteria.Criteria;
import java.io.FileInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What the checks share: the adapter, its inputs, and ways to call it. */
class World {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    /** First lines of the traces of all refusals: there may be one. */
    static final Set<String> LINES = new LinkedHashSet<>();
    /** The texts of each code. */
    static final Map<String, Set<String>> TEXTS = new HashMap<>();
    private static final String NOBODY = "http://127.0.0.1:1";
    final Path folder;
    final Properties facts = new Properties();
    final Map<String, String> m96 = new HashMap<>();
    final Gateway gateway;
    final Adapter adapter;
    private final URI address;

    World(String address, Path folder) throws Exception {
        this.folder = folder;
        this.address = URI.create(address);
        try (InputStream in = new FileInputStream(folder.resolve("facts.properties").toFile())) {
            facts.load(in);
        }
        for (String who : List.of("a", "b", "locked", "broken")) {
            m96.put(cx(who), Files.readString(folder.resolve(who + ".xml")));
        }
        gateway = new Gateway(m96);
        adapter = with(gateway);
    }

    String cx(String who) {
        return facts.getProperty(who);
    }

    Set<String> ids(String who) {
        return new TreeSet<>(List.of(facts.getProperty(who + ".ids").split(" ")));
    }

    static Set<String> idsOf(List<DocumentAssociation<EPDocumentMetaData>> pairs) {
        Set<String> found = new TreeSet<>();
        for (DocumentAssociation<EPDocumentMetaData> pair : pairs) {
            found.add(pair.getXMLDocumentMetaData().getId());
        }
        return found;
    }

    Adapter with(NationalSide national) {
        return new Adapter(address, PATIENCE, national);
    }

    /** An adapter of a service that is not there. */
    Adapter nobody() {
        return new Adapter(URI.create(NOBODY), PATIENCE, gateway);
    }

    Gateway away() {
        return new Gateway(m96) {
            @Override
            public Prescriptions prescriptionsOf(String patientId) throws Away {
                throw new Away();
            }

            @Override
            public void report(byte[] m10, byte[] answer) throws Away {
                throw new Away();
            }
        };
    }

    Gateway refusing() {
        return new Gateway(m96) {
            @Override
            public void report(byte[] m10, byte[] answer) throws NotTaken {
                throw new NotTaken();
            }
        };
    }

    Gateway unsupported() {
        return new Gateway(m96) {
            @Override
            public String checkedPatient(Element soapHeader) {
                throw new UnsupportedOperationException("secret");
            }
        };
    }

    List<DocumentAssociation<EPDocumentMetaData>> listOf(String who) throws Exception {
        return list(adapter, header(cx(who)), cx(who));
    }

    static List<DocumentAssociation<EPDocumentMetaData>> list(Adapter asked, Element header, String patient)
            throws Exception {
        asked.setSOAPHeader(header);
        return asked.getEPDocumentList(asked(patient, null, null));
    }

    EPSOSDocument documentOf(String who, EPDocumentMetaData told) throws Exception {
        return document(adapter, header(cx(who)), cx(who), told.getId(), told.getRepositoryId());
    }

    EPSOSDocument fetch(Adapter asked, EPDocumentMetaData told) throws Exception {
        return document(asked, header(cx("a")), cx("a"), told.getId(), told.getRepositoryId());
    }

    static EPSOSDocument document(Adapter asked, Element header, String patient, String id, String repository)
            throws Exception {
        asked.setSOAPHeader(header);
        return asked.getDocument(asked(patient, id, repository));
    }

    void submit(Adapter asked, String who, Document document) throws Exception {
        submit(asked, header(cx(who)), cx(who), document);
    }

    static void submit(Adapter asked, Element header, String patient, Document document) throws Exception {
        asked.setSOAPHeader(header);
        asked.submitDispensation(DocumentFactory.createEPSOSDocument(patient, ClassCode.ED_CLASSCODE, document));
    }

    void discard(Adapter asked, String who, String id, Document document) throws Exception {
        asked.setSOAPHeader(header(cx(who)));
        asked.cancelDispensation(details(cx(who), id),
                DocumentFactory.createEPSOSDocument(cx(who), ClassCode.ED_CLASSCODE, document));
    }

    static DiscardDispenseDetails details(String patient, String id) {
        DiscardDispenseDetails details = new DiscardDispenseDetails();
        details.setDiscardId("urn:uuid:96fdda7c-0000-4000-8000-000000000000");
        details.setDispenseId(id);
        details.setPatientId(patient);
        return details;
    }

    static SearchCriteria asked(String patient, String id, String repository) {
        return new SearchCriteria().add(Criteria.PATIENT_ID, patient).add(Criteria.DOCUMENT_ID, id)
                .add(Criteria.REPOSITORY_ID, repository);
    }

    static Element header(String patient) throws Exception {
        Document owner = DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
        Element header = owner.createElement("Header");
        header.setAttribute(Gateway.PATIENT, patient);
        return header;
    }

    Document file(String name) throws Exception {
        return parsed(Files.readString(folder.resolve(name + ".xml")));
    }

    static Document parsed(String xml) throws Exception {
        return Cda.read(bytes(xml)).document;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }

    /** The name of the code that a call ends with. */
    String refusal(Checks.Check call) throws Exception {
        return whole(call).split(" ")[0];
    }

    /** All that goes abroad of a refusal: code, text, and the first line of the root cause's trace. */
    String whole(Checks.Check call) throws Exception {
        try {
            call.run();
        } catch (NIException e) {
            is(e.getCause() == null && e.getSuppressed().length == 0, "no cause");
            String line = e.getStackTrace()[0].toString();
            LINES.add(line);
            TEXTS.computeIfAbsent(e.getOpenncpErrorCode().name(), code -> new TreeSet<>()).add(e.getMessage());
            return e.getOpenncpErrorCode() + " " + e.getMessage() + " " + line;
        }
        throw new AssertionError("not refused");
    }

    static void equal(Object wanted, Object found) {
        is(wanted == null ? found == null : wanted.equals(found), "wanted " + wanted + ", found " + found);
    }

    static void is(boolean holds, Object what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
