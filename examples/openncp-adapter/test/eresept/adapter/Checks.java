package eresept.adapter;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The adapter against a running service. Arguments: the service's address, and a folder with what its test has made:
 * the patients' M9.6, dispensations, and who and what they are (facts.properties). Ends with 1 where a check fails.
 */
public final class Checks {
    private Checks() {
    }

    /** A check that names itself. */
    interface Check {
        void run() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        String address = arguments[0];
        Path folder = Path.of(arguments[1]);
        DocumentChecks documents = new DocumentChecks(address, folder);
        DispensationChecks dispensations = new DispensationChecks(address, folder);
        AnswerChecks answers = new AnswerChecks(address, folder);
        Map<String, Check> all = new LinkedHashMap<>();
        all.put("list: a pair for each prescription that may leave", documents::list);
        all.put("list: empty where there is none to be told of", documents::emptyList);
        all.put("list: refusals", documents::listRefusals);
        all.put("document: level 3 and level 1", documents::documents);
        all.put("document: not found is one answer", documents::notFound);
        all.put("document: refusals", documents::documentRefusals);
        all.put("fifty at once, each with its own patient", documents::fiftyAtOnce);
        all.put("a header is for one call", documents::headerOnce);
        all.put("submit: taken, and taken again", dispensations::submit);
        all.put("submit: refusals", dispensations::submitRefusals);
        all.put("discard: refusals", dispensations::discardRefusals);
        all.put("discard: taken, and taken again", dispensations::discard);
        all.put("codes: as the service says, within what the call may say", answers::codes);
        all.put("codes: by name, with what an older OpenNCP knows", answers::olderCodes);
        all.put("answers that are not as promised", answers::brokenAnswers);
        all.put("JSON: what is read, and what is not", new JsonChecks(address, folder)::json);
        all.put("refusals: one line, one text a code, no cause", answers::oneLine);
        int failed = 0;
        for (Map.Entry<String, Check> check : all.entrySet()) {
            try {
                check.getValue().run();
                System.out.println("ok " + check.getKey());
            } catch (Throwable e) {
                failed++;
                System.out.println("FAILED " + check.getKey());
                e.printStackTrace(System.out);
            }
        }
        System.exit(failed == 0 ? 0 : 1);
    }
}
