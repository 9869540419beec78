// Dragging an office onto another one opens the page that shows what the move would change. The link "Move" does the same.
const tree = document.querySelector(".branches");
const status = document.getElementById("moving");
let dragged = null;

const nameOf = (item) => item.querySelector("bdi").textContent;
const itemAt = (event) => event.target instanceof Element ? event.target.closest("li[data-unit]") : null;
const say = (text) => { if (status.textContent !== text) status.textContent = text; };

function mark(item) {
  tree.querySelectorAll(".onto").forEach((other) => other.classList.remove("onto"));
  if (item) item.classList.add("onto");
}

tree.querySelectorAll("li[data-unit]").forEach((item) => { item.draggable = true; });
tree.querySelectorAll("a").forEach((link) => { link.draggable = false; });
document.querySelector("[data-drag]").hidden = false;

tree.addEventListener("dragstart", (event) => {
  dragged = itemAt(event);
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.dataset.unit);
});

tree.addEventListener("dragover", (event) => {
  const onto = itemAt(event);
  if (!dragged || !onto) return;
  if (dragged.contains(onto)) {
    mark(null);
    say(tree.dataset.never);
    return;
  }
  event.preventDefault();
  mark(onto);
  say(`${nameOf(dragged)}. ${tree.dataset.onto} ${nameOf(onto)}`);
});

tree.addEventListener("dragend", () => { dragged = null; mark(null); });

tree.addEventListener("drop", (event) => {
  const onto = itemAt(event);
  if (!dragged || !onto || dragged.contains(onto)) return;
  event.preventDefault();
  const query = new URLSearchParams({ parent: onto.dataset.unit });
  location.assign(`/staff/keeping/units/${encodeURIComponent(dragged.dataset.unit)}/move?${query}`);
});
