package eresept.adapter;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** A clinical document: the bytes that are sent, and of them who it is about and which one it is. */
final class Cda {
    private static final String HL7 = "urn:hl7-org:v3";
    final byte[] bytes;
    final Document document;

    private Cda(byte[] bytes, Document document) {
        this.bytes = bytes;
        this.document = document;
    }

    /** From bytes, by the JDK's own parser whatever OpenNCP has brought along; a DOCTYPE is refused. */
    static Cda read(byte[] bytes) throws SAXException, IOException, ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        DocumentBuilder builder = factory.newDocumentBuilder();
        builder.setErrorHandler(new DefaultHandler()); // else it writes what is wrong to standard error
        return new Cda(bytes, builder.parse(new ByteArrayInputStream(bytes)));
    }

    /** From what OpenNCP hands over: written, and read again, so that what is compared is what is sent. */
    static Cda of(Document given)
            throws SAXException, IOException, ParserConfigurationException, TransformerException {
        Transformer writer = TransformerFactory.newDefaultInstance().newTransformer();
        writer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.transform(new DOMSource(given), new StreamResult(out));
        return read(out.toByteArray());
    }

    /** Whether the document is about one patient, and this one. */
    boolean isAbout(Patient patient) {
        List<Element> targets = children(document.getDocumentElement(), "recordTarget");
        if (targets.size() != 1) {
            return false;
        }
        for (Element role : children(targets.get(0), "patientRole")) {
            for (Element id : children(role, "id")) {
                if (patient.is(id.getAttribute("root"), id.getAttribute("extension"))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The document's id as OpenNCP writes one: {@code root^extension}, or the root alone. */
    String id() {
        List<Element> ids = children(document.getDocumentElement(), "id");
        if (ids.size() != 1) {
            return "";
        }
        String extension = ids.get(0).getAttribute("extension");
        return ids.get(0).getAttribute("root") + (extension.isEmpty() ? "" : "^" + extension);
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element && HL7.equals(node.getNamespaceURI()) && name.equals(node.getLocalName())) {
                found.add((Element) node);
            }
        }
        return found;
    }
}
