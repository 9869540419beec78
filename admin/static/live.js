// A watched page: when the server says "changed", the page is asked for anew and its parts are put in the place of the old ones.
// What is to be read out (role="status") is a part of its own beside the others: only what stays in the page is listened to.
const ASKING = { headers: { "Lotse-Live": "1" } };
const PATIENCE = 15000; // milliseconds between looks where no stream is to be had
let source = null;
let asking = false;
let once_more = false;
let skipped = false; // a part in which somebody was writing
let over = false; // they may no longer watch

const typed = (field) => field.type !== "hidden" && "defaultValue" in field && field.value !== field.defaultValue;
const busy = (part) => [...part.querySelectorAll("input, textarea")].some((field) => typed(field) || field === document.activeElement);
const mark = (thing) => thing && [thing.tagName, thing.id, thing.getAttribute("href"), thing.getAttribute("aria-label"), thing.textContent].join("|");

function put(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  const focused = old.contains(document.activeElement) ? mark(document.activeElement) : null;
  if (old.getAttribute("role") === "status") {
    old.className = fresh.className;
    old.replaceChildren(...fresh.childNodes);
  } else old.replaceWith(fresh);
  if (focused) [...fresh.querySelectorAll("a, button, summary, [tabindex]")].find((thing) => mark(thing) === focused)?.focus();
}

// Signed out, or with other roles: the page is opened anew, which says why. Whoever is writing there is asked to do it themselves.
function end() {
  source?.close();
  if (over) return;
  over = true;
  if (!busy(document.getElementById("main"))) location.replace(location.pathname + location.search);
  else document.querySelector("[data-staying]").replaceChildren(document.getElementById("staying-changed").content.cloneNode(true));
}

async function renew() {
  if (over) return;
  if (asking) { once_more = true; return; }
  asking = true;
  try {
    const answer = await fetch(location.href, ASKING);
    if (answer.redirected) return end();
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const old of document.querySelectorAll("[data-part]")) {
      const found = fresh.querySelector(`[data-part="${old.dataset.part}"]`);
      if (found && busy(old)) skipped = true;
      else if (found) put(old, document.adoptNode(found));
    }
    if (!document.querySelector("[data-live]")) source?.close();
  } catch {
    return; // the server is away: the stream comes back with it
  } finally {
    asking = false;
    if (once_more) { once_more = false; renew(); }
  }
}

const watched = document.querySelector("[data-live]");
if (watched) {
  source = new EventSource(watched.dataset.live);
  source.addEventListener("changed", renew);
  source.addEventListener("ended", end);
  source.addEventListener("error", () => { if (source.readyState === EventSource.CLOSED) setTimeout(function again() { renew(); if (document.querySelector("[data-live]")) setTimeout(again, PATIENCE); }, PATIENCE); });
  document.addEventListener("focusout", () => { if (skipped) setTimeout(() => { skipped = false; renew(); }); });
  addEventListener("pagehide", () => source.close());
}
