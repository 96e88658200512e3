package eresept.adapter;

import eresept.openncp.ClassCode;
import eresept.openncp.DocumentAssociation;
import eresept.openncp.EPDocumentMetaData;
import eresept.openncp.EPSOSDocument;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.w3c.dom.Element;

/** The list, and one document of it; of one request, and of fifty. */
final class DocumentChecks extends World {
    private static final String CDA = "urn:hl7-org:v3";
    private static final int AT_ONCE = 50;

    DocumentChecks(String address, Path folder) throws Exception {
        super(address, folder);
    }

    void list() throws Exception {
        List<DocumentAssociation<EPDocumentMetaData>> found = listOf("a");
        equal(ids("a"), idsOf(found));
        for (DocumentAssociation<EPDocumentMetaData> pair : found) {
            EPDocumentMetaData xml = pair.getXMLDocumentMetaData();
            EPDocumentMetaData pdf = pair.getPDFDocumentMetaData();
            equal(List.of(false, true), List.of(xml.isPdf(), pdf.isPdf()));
            equal(xml.getId().replace(".L3", ".L1"), pdf.getId());
            for (EPDocumentMetaData one : List.of(xml, pdf)) {
                equal(cx("a"), one.getPatientId());
                equal(true, one.isDispensable());
                equal("N", one.getConfidentiality().name());
                equal(null, one.getSize());
                equal(null, one.getHash());
                is(one.getDescription().startsWith(one.getAtcCode() + " "), one.getDescription());
                equal("N", one.getSubstitution().getSubstitutionCode());
                is(!one.getSubstitution().getSubstitutionDisplayName().isEmpty(), "the name of the substitution");
                List<String> others = List.of(one.getAtcName(), one.getDoseFormCode(), one.getDoseFormName(),
                        one.getStrength(), one.getRepositoryId(), one.getTitle(), one.getAuthor(),
                        one.getProductCode(), one.getProductName(), one.getLanguage());
                is(!others.contains(""), others);
                for (String zone : List.of("Pacific/Honolulu", "UTC", "Europe/Oslo", "Asia/Tokyo")) {
                    String day = one.getEffectiveTime().toInstant().atZone(ZoneId.of(zone)).toLocalDate().toString();
                    equal(facts.getProperty("written"), day);
                }
            }
        }
    }

    void emptyList() throws Exception {
        equal(List.of(), listOf("locked"));
    }

    void listRefusals() throws Exception {
        equal("ERROR_EP_GENERIC", refusal(() -> listOf("broken")));
        equal("ERROR_EP_GENERIC", refusal(() -> list(adapter, header(cx("b")), cx("a"))));
        String otherRoot = cx("a").replace(".4.1&", ".4.2&");
        equal("ERROR_EP_GENERIC", refusal(() -> list(adapter, header(otherRoot), cx("a"))));
        equal("ERROR_EP_GENERIC", refusal(() -> list(adapter, header(""), cx("a"))));
        equal("ERROR_EP_GENERIC", refusal(() -> list(adapter, null, cx("a"))));
        equal("ERROR_EP_GENERIC", refusal(() -> list(adapter, header(cx("a")), "a")));
        equal("ERROR_EP_GENERIC", refusal(() -> list(adapter, header(cx("a")), null)));
        equal("ERROR_EP_REGISTRY_NOT_AVAILABLE", refusal(() -> list(with(away()), header(cx("a")), cx("a"))));
        equal("ERROR_EP_REGISTRY_NOT_AVAILABLE", refusal(() -> list(nobody(), header(cx("a")), cx("a"))));
        equal("ERROR_EP_INTERNAL_ERROR", refusal(() -> list(with(unsupported()), header(cx("a")), cx("a"))));
        equal("ERROR_EP_INTERNAL_ERROR", refusal(() -> list(with(new Gateway(Map.of()) {
            @Override
            public Prescriptions prescriptionsOf(String patientId) {
                throw new StackOverflowError("secret");
            }

            @Override
            public void tellOperator(String call, String said, byte[] problem) {
                throw new StackOverflowError("secret");
            }
        }), header(cx("a")), cx("a"))));
        equal("ERROR_EP_INTERNAL_ERROR", refusal(() -> {
            adapter.setSOAPHeader(header(cx("a")));
            adapter.getEPDocumentList(null);
        }));
    }

    void documents() throws Exception {
        DocumentAssociation<EPDocumentMetaData> pair = listOf("a").get(0);
        EPSOSDocument level3 = documentOf("a", pair.getXMLDocumentMetaData());
        equal(ClassCode.EP_CLASSCODE, level3.getClassCode());
        equal(cx("a"), level3.getPatientId());
        equal(1, level3.getDocument().getElementsByTagNameNS(CDA, "structuredBody").getLength());
        EPSOSDocument level1 = documentOf("a", pair.getPDFDocumentMetaData());
        equal(ClassCode.EP_CLASSCODE, level1.getClassCode());
        Element body = (Element) level1.getDocument().getElementsByTagNameNS(CDA, "nonXMLBody").item(0);
        byte[] page = Base64.getMimeDecoder().decode(body.getTextContent().trim());
        equal("%PDF", new String(page, 0, 4, StandardCharsets.US_ASCII));
    }

    void notFound() throws Exception {
        EPDocumentMetaData known = listOf("a").get(0).getXMLDocumentMetaData();
        String root = known.getId().split("\\^")[0];
        String repository = known.getRepositoryId();
        String hidden = facts.getProperty("a.hidden");
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("unknown", root + "^" + facts.getProperty("unknown") + ".L3");
        asked.put("hidden", root + "^" + hidden + ".L3");
        asked.put("hidden, level 1", root + "^" + hidden + ".L1");
        asked.put("of another patient", idsOf(listOf("b")).iterator().next());
        asked.put("in another case", known.getId().toUpperCase(Locale.ROOT));
        asked.put("of another root", known.getId().replace(root, "1.2.3"));
        asked.put("long", "9".repeat(10_000));
        asked.put("signs", "\u202e\ud800\"\\\u0001");
        asked.put("empty", "");
        asked.put("none", null);
        Set<String> said = new TreeSet<>();
        for (String id : asked.values()) {
            said.add(whole(() -> document(adapter, header(cx("a")), cx("a"), id, repository)));
        }
        said.add(whole(() -> document(adapter, header(cx("a")), cx("a"), known.getId(), "1.2.3")));
        said.add(whole(() -> document(adapter, header(cx("a")), cx("a"), known.getId(), null)));
        said.add(whole(() -> document(adapter, header(cx("b")), cx("a"), known.getId(), repository)));
        equal(1, said.size());
        is(said.iterator().next().startsWith("ERROR_GENERIC_DOCUMENT_MISSING There is no such document."), said);
    }

    void documentRefusals() throws Exception {
        EPDocumentMetaData known = listOf("a").get(0).getXMLDocumentMetaData();
        equal("ERROR_EP_REGISTRY_NOT_AVAILABLE", refusal(() -> fetch(with(away()), known)));
        equal("ERROR_EP_REGISTRY_NOT_AVAILABLE", refusal(() -> fetch(nobody(), known)));
        equal("ERROR_EP_INTERNAL_ERROR", refusal(() -> fetch(with(unsupported()), known)));
    }

    void fiftyAtOnce() throws Exception {
        Map<String, EPDocumentMetaData> known = new HashMap<>();
        for (String who : List.of("a", "b")) {
            known.put(who, listOf(who).get(0).getXMLDocumentMetaData());
        }
        ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
        CyclicBarrier together = new CyclicBarrier(AT_ONCE);
        List<Future<Object>> answers = new ArrayList<>();
        try {
            for (int i = 0; i < AT_ONCE; i++) {
                String who = i % 2 == 0 ? "a" : "b";
                boolean lists = i % 4 < 2;
                answers.add(pool.submit((Callable<Object>) () -> {
                    adapter.setSOAPHeader(header(cx(who)));
                    together.await(); // all headers are set before any call is made
                    String id = known.get(who).getId();
                    String repository = known.get(who).getRepositoryId();
                    return lists ? idsOf(adapter.getEPDocumentList(asked(cx(who), null, null)))
                            : adapter.getDocument(asked(cx(who), id, repository)).getPatientId();
                }));
            }
            for (int i = 0; i < AT_ONCE; i++) {
                String who = i % 2 == 0 ? "a" : "b";
                Object answer = answers.get(i).get();
                equal(answer instanceof String ? cx(who) : ids(who), answer);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    void headerOnce() throws Exception {
        listOf("a");
        equal("ERROR_EP_GENERIC", refusal(() -> adapter.getEPDocumentList(asked(cx("a"), null, null))));
        refusal(() -> listOf("broken"));
        equal("ERROR_EP_GENERIC", refusal(() -> adapter.getEPDocumentList(asked(cx("a"), null, null))));
    }
}
