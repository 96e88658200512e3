package eresept.adapter;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What becomes of what a service says, promised or not. */
final class AnswerChecks extends World {
    AnswerChecks(String address, Path folder) throws Exception {
        super(address, folder);
    }

    /** One call, and what came of it. */
    private interface Asking {
        String done(Adapter asked) throws Exception;
    }

    /** A call of a service that answers as told. */
    private String answering(int status, String type, String body, Asking call) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", type);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            URI there = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            return call.done(new Adapter(there, PATIENCE, gateway));
        } finally {
            server.stop(0);
        }
    }

    /** The code of a refusal. */
    private String said(int status, String type, String body, Call call) throws Exception {
        return answering(status, type, body, asked -> {
            switch (call) {
                case LIST:
                    return refusal(() -> list(asked, header(cx("a")), cx("a")));
                case DOCUMENT:
                    return refusal(() -> document(asked, header(cx("a")), cx("a"), "1.2^3", "1.2"));
                case SUBMIT:
                    return refusal(() -> submit(asked, "a", file("ed")));
                default:
                    return refusal(() -> discard(asked, "a", facts.getProperty("ed.id"), file("discard")));
            }
        });
    }

    private String cda(String id, String who) {
        String[] patient = cx(who).split("[&^]+");
        return "<ClinicalDocument xmlns='urn:hl7-org:v3'><id root='1.2' extension='" + id + "'/>"
                + "<recordTarget><patientRole><id root='" + patient[1] + "' extension='" + patient[0] + "'/></patientRole></recordTarget>"
                + "</ClinicalDocument>";
    }

    private String problem(int status, String javaName, Call call) throws Exception {
        String abroad = "{\"abroad\": {\"javaName\": \"" + javaName + "\", \"code\": \"x\", \"text\": \"secret\"}}";
        return said(status, "application/problem+json", abroad, call);
    }

    void codes() throws Exception {
        equal("ERROR_ED_NOT_DISPENSABLE_EPRESCRIPTION",
                problem(422, "ERROR_ED_NOT_DISPENSABLE_EPRESCRIPTION", Call.SUBMIT));
        equal("ERROR_ED_GENERIC", problem(409, "ERROR_ED_GENERIC", Call.SUBMIT));
        equal("ERROR_ED_REGISTRY_NOT_AVAILABLE", problem(503, "ERROR_ED_REGISTRY_NOT_AVAILABLE", Call.SUBMIT));
        equal("ERROR_ED_EPRESCRIPTION_NOT_IDENTIFIABLE", problem(422, "ERROR_EP_NO_CONSENT", Call.SUBMIT));
        equal("ERROR_ED_EPRESCRIPTION_NOT_IDENTIFIABLE", problem(422, "ERROR_ED_NO_SUCH_NAME", Call.SUBMIT));
        equal("ERROR_ED_DISCARD_FAILED", problem(409, "ERROR_ED_GENERIC", Call.DISCARD));
        equal("ERROR_GENERIC_DOCUMENT_MISSING", problem(422, "ERROR_EP_NO_CONSENT", Call.DOCUMENT));
        equal("ERROR_GENERIC_DOCUMENT_MISSING", problem(422, "ERROR_INSUFFICIENT_RIGHTS", Call.DOCUMENT));
        equal("ERROR_EP_INTERNAL_ERROR", problem(500, "ERROR_EP_INTERNAL_ERROR", Call.DOCUMENT));
        equal("ERROR_EP_GENERIC", problem(422, "ERROR_GENERIC_DOCUMENT_MISSING", Call.LIST));
        String none = "{\"findings\": [{\"openncp\": \"ERROR_EP_NO_CONSENT\"}]}";
        equal("ERROR_GENERIC_DOCUMENT_MISSING", said(422, "application/problem+json", none, Call.DOCUMENT));
        equal("ERROR_EP_INTERNAL_ERROR", said(500, "application/problem+json", none, Call.LIST));
        for (int status : new int[] {429, 502, 503, 504}) {
            equal("ERROR_EP_REGISTRY_NOT_AVAILABLE", said(status, "text/html", "<html/>", Call.LIST));
        }
        equal("ERROR_EP_INTERNAL_ERROR", said(500, "text/html", "<html/>", Call.DOCUMENT));
        equal("ERROR_EP_INTERNAL_ERROR", said(302, "text/html", "<html/>", Call.LIST));
        equal("ERROR_EP_GENERIC", said(403, "text/html", "<html/>", Call.LIST));
        equal("ERROR_EP_INTERNAL_ERROR", said(422, "application/problem+json", "{", Call.LIST));
    }

    private enum Older {
        ERROR_GENERIC, ERROR_GENERIC_DOCUMENT_MISSING, ERROR_EP_GENERIC, ERROR_ED_GENERIC, ERROR_ED_DISCARD_FAILED
    }

    private enum Oldest {
        ERROR_GENERIC
    }

    void olderCodes() throws Exception {
        for (Call call : Call.values()) {
            for (Refused why : List.of(Refused.away(), Refused.fault(), Refused.unknown())) {
                List<String> names = List.of(call.said(why), call.generic, "ERROR_GENERIC");
                String said = Said.known(Older.class, names).name();
                equal(isOlder(names.get(0)) ? names.get(0) : call.generic, said);
                equal(Oldest.ERROR_GENERIC, Said.known(Oldest.class, names));
            }
        }
    }

    private static boolean isOlder(String name) {
        return Arrays.stream(Older.values()).anyMatch(code -> code.name().equals(name));
    }

    void brokenAnswers() throws Exception {
        String whole = Files.readString(folder.resolve("list.json"));
        Map<String, String> broken = new LinkedHashMap<>();
        broken.put("empty", "");
        broken.put("no object", "[]");
        broken.put("cut", whole.substring(0, whole.length() / 2));
        broken.put("something behind it", whole + "{}");
        broken.put("no abroad", whole.replace("\"abroad\"", "\"abroa\""));
        broken.put("no pair", whole.replace("\"level1\"", "\"level2\""));
        broken.put("half a pair", whole.replaceAll("\"level1\":\\{", "\"level1\":null,\"was\":{"));
        broken.put("two of level 3", whole.replace("urn:ihe:iti:xds-sd:pdf:2008", "urn:epsos:ep:pre:2010"));
        broken.put("of another patient", whole.replace(cx("a"), cx("b")));
        broken.put("no moment", whole.replaceAll("\"effectiveTime\":\"[^\"]*\"", "\"effectiveTime\":\"soon\""));
        broken.put("another confidentiality", whole.replace("\"confidentiality\":\"N\"", "\"confidentiality\":\"X\""));
        broken.put("half a substitution", whole.replace("{\"code\":\"N\",", "{\"code\":\"\","));
        broken.put("dispensable in words", whole.replace("\"dispensable\":true", "\"dispensable\":\"true\""));
        broken.put("a size that is no whole number", whole.replace("\"size\":null", "\"size\":1.5"));
        for (Map.Entry<String, String> one : broken.entrySet()) {
            is(!one.getValue().equals(whole), one.getKey());
            equal("ERROR_EP_INTERNAL_ERROR", said(200, "application/json", one.getValue(), Call.LIST));
        }
        equal("ERROR_EP_INTERNAL_ERROR", said(200, "text/html", whole, Call.LIST));
        String good = cda("3", "a");
        equal(cx("a"), answering(200, "application/xml", good,
                asked -> document(asked, header(cx("a")), cx("a"), "1.2^3", "1.2").getPatientId()));
        for (String wrong : List.of("<a/>", good + "<a/>", cda("4", "a"), cda("3", "b"),
                good.replace("<recordTarget>", "<recordTarget/><recordTarget>"),
                "<!DOCTYPE ClinicalDocument>" + good, good.replace("urn:hl7-org:v3", "urn:hl7-org:v2"))) {
            equal("ERROR_EP_INTERNAL_ERROR", said(200, "application/xml", wrong, Call.DOCUMENT));
        }
        equal("ERROR_ED_INTERNAL_ERROR", said(200, "application/json", whole, Call.SUBMIT));
        equal("ERROR_ED_DISCARD_FAILED", said(200, "application/json", whole, Call.DISCARD));
    }

    void oneLine() {
        equal(1, LINES.size());
        is(LINES.iterator().next().startsWith("eresept.adapter.Said.exception(Said.java:"), LINES);
        for (Map.Entry<String, Set<String>> said : TEXTS.entrySet()) {
            equal(1, said.getValue().size());
            is(!said.getValue().contains("secret"), said);
        }
        is(TEXTS.size() > 8, TEXTS.keySet());
    }
}
