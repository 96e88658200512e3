package eresept.adapter;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;

/** The converter's service, asked over HTTP; one client for all threads. */
final class Service {
    private static final String JSON = "application/json";
    private static final String XML = "application/xml";
    private static final String PROBLEM = "application/problem+json";
    private static final Set<Integer> AWAY = Set.of(429, 502, 503, 504);
    private static final int SERVERS = 500;
    private final HttpClient client;
    private final URI address;
    private final Duration patience;

    Service(URI address, Duration patience) {
        this.address = address;
        this.patience = patience;
        this.client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(patience)
                .proxy(HttpClient.Builder.NO_PROXY) // OpenNCP's JVM may have one, which is not for prescriptions
                .build();
    }

    /** What may be told of a patient's prescriptions, and what may not. */
    byte[] list(Patient patient, NationalSide.Prescriptions found) throws Refused {
        return post("/v1/prescriptions/list", JSON, JSON,
                Json.write("patientId", patient.cx, "message", found.m96, "access", found.access));
    }

    /** One document of the list. */
    byte[] document(Patient patient, NationalSide.Prescriptions found, String documentId, String repositoryId)
            throws Refused {
        return post("/v1/prescriptions/document", JSON, XML,
                Json.write("patientId", patient.cx, "message", found.m96, "access", found.access,
                        "documentId", documentId, "repositoryId", repositoryId));
    }

    /** The report (M10) of a dispensation, and what was found. */
    byte[] dispensed(Cda ed) throws Refused {
        return post("/v1/dispensations", XML, JSON, ed.bytes);
    }

    /** The report (M10) that annuls that of a dispensation, and what was found. */
    byte[] discarded(Cda ed) throws Refused {
        return post("/v1/dispensations/discard", XML, JSON, ed.bytes);
    }

    private byte[] post(String path, String sent, String wanted, byte[] body) throws Refused {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path)).timeout(patience)
                .header("Content-Type", sent).header("Accept", wanted).POST(BodyPublishers.ofByteArray(body)).build();
        HttpResponse<byte[]> answer;
        try {
            answer = client.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw Refused.away();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refused.away();
        }
        String type = answer.headers().firstValue("Content-Type").orElse("").split(";")[0].trim();
        if (answer.statusCode() == 200 && type.equals(wanted)) {
            return answer.body();
        }
        byte[] problem = type.equals(PROBLEM) ? answer.body() : null;
        throw refused(answer.statusCode(), problem).with(problem);
    }

    /** What a refusal says in {@code abroad}; else, as where a gateway between answers, what its status says. */
    private static Refused refused(int status, byte[] problem) {
        if (problem != null) {
            try {
                Json.Members told = Json.read(problem);
                if (told.has("abroad")) {
                    return Refused.coded(told.object("abroad").text("javaName"));
                }
            } catch (Json.Malformed e) {
                return Refused.fault();
            }
        }
        if (AWAY.contains(status)) {
            return Refused.away();
        }
        return status >= SERVERS || status < 400 ? Refused.fault() : Refused.unknown();
    }
}
