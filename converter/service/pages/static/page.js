"use strict";
// Helps where it runs; every form works without it.
for (const form of document.querySelectorAll("form[data-drop]")) {
  const field = form.querySelector("input[type=file]");
  form.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("over"); });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    if (event.dataTransfer.files.length) { field.files = event.dataTransfer.files; form.requestSubmit(); }
  });
}
const problems = document.getElementById("problems");
if (problems) problems.focus();
const dispense = document.getElementById("form");
if (dispense) {
  dispense.addEventListener("change", (event) => {
    const chosen = event.target;
    if (chosen.name === "choice") {
      dispense.elements.varenr.value = "";  // one package, not two
      if (chosen.dataset.packages) dispense.elements.packages.value = chosen.dataset.packages;
    }
    if (chosen.name === "varenr" && chosen.value) {
      for (const radio of dispense.querySelectorAll("input[name=choice]")) radio.checked = false;
    }
  });
  const search = document.getElementById("q");
  const hits = document.getElementById("hits");
  let last = 0;
  const show = (medicines) => {
    hits.replaceChildren();
    if (!medicines.length) { hits.textContent = hits.dataset.none; return; }
    const group = document.createElement("fieldset");
    const legend = document.createElement("legend");
    legend.textContent = `${hits.dataset.found}: ${medicines.length}`;
    group.append(legend);
    for (const medicine of medicines) {
      const line = document.createElement("div");
      const radio = Object.assign(document.createElement("input"), { type: "radio", name: "choice", id: `h${medicine.varenr}`, value: medicine.varenr });
      const label = Object.assign(document.createElement("label"), { htmlFor: radio.id });
      label.textContent = `${medicine.name}, ${medicine.size} (${medicine.varenr}, ${medicine.group})`;
      line.append(radio, label);
      group.append(line);
    }
    hits.append(group);
  };
  search.addEventListener("input", () => {
    const words = search.value.trim();
    const now = ++last;
    if (words.length < 3) { hits.replaceChildren(); return; }
    setTimeout(async () => {
      if (now !== last) return;
      const answer = await fetch(`/v1/medicines?q=${encodeURIComponent(words)}`, { headers: { Accept: "application/json" } });
      if (answer.ok && now === last) show((await answer.json()).medicines);
    }, 250);
  });
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const first = hits.querySelector("input[type=radio]");
    if (first) first.focus(); else dispense.querySelector("button[value=search]").click();
  });
}
