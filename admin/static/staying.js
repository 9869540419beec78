// Who fills in a form is told before the sign-in ends, and can stay. The server is asked how long it lasts: another tab may have kept it.
const UNATTENDED = { headers: { "Lotse-Live": "1" } }; // asking alone keeps nobody signed in
const WARNING = 120; // seconds before the end
const AGAIN = 30; // seconds until a server that is away is asked again
const place = document.querySelector("[data-staying]");
let timer = 0;
let said = "";
let writing = null; // where somebody was before they pressed the button

function say(which) {
  if (which === said) return; // what is said again is read out again
  said = which;
  place.replaceChildren(...(which ? [document.getElementById(`staying-${which}`).content.cloneNode(true)] : []));
  place.querySelector("button")?.addEventListener("click", () => look({}));
}

function later(seconds) {
  clearTimeout(timer);
  timer = setTimeout(() => look(UNATTENDED), seconds * 1000);
}

async function look(asking) {
  try {
    const answer = await fetch(place.dataset.staying, asking);
    if (!answer.ok || answer.redirected) return say("over");
    const { seconds, longer } = await answer.json();
    say(seconds > WARNING ? "" : longer ? "soon" : "last");
    later(seconds > WARNING ? seconds - WARNING : seconds + 1);
    if (asking !== UNATTENDED) writing?.focus();
  } catch {
    later(AGAIN);
  }
}

if (place && document.querySelector("main form[method=post]")) {
  look(UNATTENDED);
  document.addEventListener("focusin", ({ target }) => { if (target.form) writing = target; });
  document.addEventListener("visibilitychange", () => { if (!document.hidden && said !== "over") look(UNATTENDED); });
}
