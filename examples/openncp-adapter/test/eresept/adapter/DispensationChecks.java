package eresept.adapter;

import eresept.openncp.ClassCode;
import eresept.openncp.DiscardDispenseDetails;
import eresept.openncp.DocumentFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Dispensations and discards. */
final class DispensationChecks extends World {
    DispensationChecks(String address, Path folder) throws Exception {
        super(address, folder);
    }

    void submit() throws Exception {
        int before = gateway.reports.size();
        submit(adapter, "a", file("ed"));
        submit(adapter, "a", file("ed"));
        List<String> reports = gateway.reports.subList(before, gateway.reports.size());
        equal(2, reports.size());
        is(reports.get(0).contains(facts.getProperty("a.first")), "the ReseptId");
        is(gateway.answers.get(before).contains("\"findings\":[{"), "what a person may have to look at");
        equal(between(reports.get(0), "<MsgId>", "</MsgId>"), between(reports.get(1), "<MsgId>", "</MsgId>"));
    }

    void submitRefusals() throws Exception {
        equal("ERROR_ED_INCORRECT_FORMATTING", refusal(() -> submit(adapter, "a", null)));
        equal("ERROR_ED_INCORRECT_FORMATTING", refusal(() -> {
            adapter.setSOAPHeader(header(cx("a")));
            adapter.submitDispensation(null);
        }));
        Set<String> said = new TreeSet<>();
        int told = gateway.told.size();
        for (String kind : List.of("ed-unknown", "ed-hidden")) {
            said.add(whole(() -> submit(adapter, "a", file(kind))));
        }
        is(gateway.told.size() == told + 2, "the operator is told");
        is(gateway.told.get(told).contains("\"findings\""), "with the service's reasons");
        said.add(whole(() -> submit(adapter, "b", file("ed"))));
        said.add(whole(() -> submit(adapter, header(cx("b")), cx("a"), file("ed"))));
        said.add(whole(() -> submit(adapter, header(""), cx("a"), file("ed"))));
        said.add(whole(() -> submit(adapter, null, cx("a"), file("ed"))));
        said.add(whole(() -> submit(adapter, header(cx("a")), null, file("ed"))));
        said.add(whole(() -> submit(adapter, "a", parsed("<ClinicalDocument xmlns='urn:hl7-org:v3'/>"))));
        equal(1, said.size());
        is(said.iterator().next().startsWith("ERROR_ED_EPRESCRIPTION_NOT_IDENTIFIABLE "), said);
        equal("ERROR_ED_REGISTRY_NOT_AVAILABLE", refusal(() -> submit(with(away()), "a", file("ed"))));
        equal("ERROR_ED_REGISTRY_NOT_AVAILABLE", refusal(() -> submit(nobody(), "a", file("ed"))));
        equal("ERROR_ED_EPRESCRIPTION_NOT_UPDATED", refusal(() -> submit(with(refusing()), "a", file("ed"))));
        equal("ERROR_ED_INTERNAL_ERROR", refusal(() -> submit(with(unsupported()), "a", file("ed"))));
    }

    void discardRefusals() throws Exception {
        String id = facts.getProperty("ed.id");
        Set<String> said = new TreeSet<>();
        said.add(whole(() -> discard(adapter, "a", id, null)));
        said.add(whole(() -> discard(adapter, "a", facts.getProperty("ed-unknown.id"), file("discard-unknown"))));
        said.add(whole(() -> discard(adapter, "a", id + "0", file("discard"))));
        said.add(whole(() -> discard(adapter, "a", null, file("discard"))));
        said.add(whole(() -> discard(adapter, "b", id, file("discard"))));
        said.add(whole(() -> discard(adapter, "a", id, file("ed"))));
        said.add(whole(() -> discard(with(away()), "a", id, file("discard-unknown"))));
        said.add(whole(() -> discard(nobody(), "a", id, file("discard"))));
        said.add(whole(() -> discard(with(unsupported()), "a", id, file("discard"))));
        said.add(whole(() -> {
            adapter.setSOAPHeader(header(cx("a")));
            adapter.cancelDispensation(null, DocumentFactory.createEPSOSDocument(cx("a"), ClassCode.ED_CLASSCODE,
                    file("discard")));
        }));
        said.add(whole(() -> {
            adapter.setSOAPHeader(header(cx("a")));
            DiscardDispenseDetails details = details(cx("b"), id);
            adapter.cancelDispensation(details, DocumentFactory.createEPSOSDocument(cx("a"), ClassCode.ED_CLASSCODE,
                    file("discard")));
        }));
        equal(1, said.size());
        is(said.iterator().next().startsWith("ERROR_ED_DISCARD_FAILED The dispensation was not discarded."), said);
    }

    void discard() throws Exception {
        int before = gateway.reports.size();
        discard(adapter, "a", facts.getProperty("ed.id"), file("discard"));
        discard(adapter, "a", facts.getProperty("ed.id"), file("discard"));
        List<String> reports = gateway.reports.subList(before, gateway.reports.size());
        equal(2, reports.size());
        is(reports.get(0).contains("AnnulleringsId"), "an annulment");
        equal(between(reports.get(0), "<MsgId>", "</MsgId>"), between(reports.get(1), "<MsgId>", "</MsgId>"));
    }
}
