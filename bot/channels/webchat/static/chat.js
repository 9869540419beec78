/* Makes the chat live: sends without leaving the page, shows new lines as they come. Without it the forms do the same. */
(function () {
  "use strict";
  var lines = document.getElementById("lines"), compose = document.getElementById("compose");
  var text = document.getElementById("text"), status = document.getElementById("status");
  if (!lines || !compose || !window.XMLHttpRequest || !window.FormData) { return; }
  var busy = false, poll = null;

  function lastId() {
    var all = lines.querySelectorAll("[data-id]");
    return all.length ? all[all.length - 1].getAttribute("data-id") : "0";
  }

  function request(method, address, body, done, failed) {
    var r = new XMLHttpRequest();
    r.open(method, address);
    r.setRequestHeader("X-Requested-With", "lotse");
    r.onload = function () { if (r.status < 300) { done(r.responseText, r.status); } else { failed(r.status); } };
    r.onerror = r.ontimeout = function () { failed(0); };
    r.timeout = 40000;
    r.send(body);
    return r;
  }

  function own(words) {
    var li = document.createElement("li"), who = document.createElement("span"), p = document.createElement("p");
    li.className = "line you waiting";
    who.className = "who";
    who.textContent = lines.getAttribute("data-you");
    p.dir = "auto";
    p.textContent = words;
    li.appendChild(who);
    li.appendChild(p);
    lines.appendChild(li);
    return li;
  }

  function add(html) {
    var box = document.createElement("ol"), line, known, old;
    box.innerHTML = html;
    while ((line = box.firstElementChild)) {
      known = lines.querySelector('[data-id="' + line.getAttribute("data-id") + '"]');
      if (known) { box.removeChild(line); continue; }
      old = lines.querySelector("form.choices");
      if (old) {
        if (line.hasAttribute("data-instead")) { lines.removeChild(old.parentNode); } else { old.parentNode.removeChild(old); }
      }
      lines.appendChild(line);
    }
    if (lines.lastElementChild) { lines.lastElementChild.scrollIntoView({ block: "nearest" }); }
  }

  function say(words, data, toggles) {
    if (busy) { return; }
    busy = true;
    status.textContent = lines.getAttribute("data-sending");
    var mine = toggles ? null : own(words), before = lastId();
    data.append("after", before);
    request("POST", "/chat", data, function (html) {
      busy = false;
      status.textContent = "";
      if (mine) { mine.className = "line you"; }
      var id = compose.querySelector("[name=id]");
      id.value = Math.random().toString(16).slice(2) + Date.now().toString(16);
      add(html);
      var lang = lines.lastElementChild && lines.lastElementChild.getAttribute("lang");
      if (lang && lang !== lines.getAttribute("data-lang")) { location.replace("/chat"); return; }
      text.focus({ preventScroll: true });
      listen();
    }, function () {
      busy = false;
      if (mine) { lines.removeChild(mine); }
      if (!toggles && words && !text.value) { text.value = data.get && data.get("text") || ""; }
      status.textContent = lines.getAttribute("data-failed");
    });
  }

  function listen() {
    if (poll) { poll.abort(); }
    if (lastId() === "0" || document.hidden) { return; }
    poll = request("GET", "/chat/new?after=" + lastId(), null, function (html, code) {
      poll = null;
      if (code === 200 && !busy) { add(html); }
      listen();
    }, function () { poll = null; window.setTimeout(listen, 15000); });
  }

  document.addEventListener("submit", function (event) {
    var form = event.target, button = event.submitter || document.activeElement;
    if (form === compose) {
      event.preventDefault();
      if (!text.value.trim()) { return; }
      var data = new FormData(compose), words = text.value;
      text.value = "";
      say(words, data, false);
    } else if (form.getAttribute("action").indexOf("/chat") === 0 && button && button.name === "choice") {
      event.preventDefault();
      var chosen = new FormData(form);
      chosen.set("choice", button.value);
      say(button.textContent, chosen, /[+-]$/.test(button.value));
    }
  });
  document.addEventListener("visibilitychange", listen);
  if (lines.lastElementChild) { lines.lastElementChild.scrollIntoView({ block: "nearest" }); }
  listen();
})();
