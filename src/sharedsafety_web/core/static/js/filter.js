// Adds a search field above every table marked with data-filter; without scripts the whole table stands there.
for (const table of document.querySelectorAll("table[data-filter]")) {
  const rows = [...table.tBodies[0].rows].map((row) => [row, row.textContent.toLowerCase()]);
  if (rows.length < 12) continue;
  const field = document.createElement("div");
  const label = document.createElement("label");
  const input = document.createElement("input");
  const status = document.createElement("span");
  field.className = "filter";
  input.type = "search";
  status.setAttribute("role", "status");
  label.append(table.dataset.filter, input);
  field.append(label, status);
  table.parentElement.before(field);
  input.addEventListener("input", () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const [row, text] of rows) {
      row.hidden = !words.every((word) => text.includes(word));
      shown += row.hidden ? 0 : 1;
    }
    status.textContent = `${shown} / ${rows.length}`;
  });
}
