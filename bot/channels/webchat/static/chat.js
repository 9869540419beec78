/* Makes the chat live: sends without leaving the page, shows new lines as they come. Without it the forms do the same.
   Old phones are in use: nothing here is younger than 2014. */
(function () {
  "use strict";
  var lines = document.getElementById("lines"), compose = document.getElementById("compose");
  var text = document.getElementById("text"), status = document.getElementById("status");
  if (!lines || !compose || !window.XMLHttpRequest || !window.FormData || !document.addEventListener) { return; }
  var busy = false, poll = null, later = null, pressed = null;

  function lastId() {
    var all = lines.querySelectorAll("[data-id]");
    return all.length ? all[all.length - 1].getAttribute("data-id") : "0";
  }

  function request(method, address, body, done, failed) {
    var r = new XMLHttpRequest();
    r.open(method, address);
    r.setRequestHeader("X-Requested-With", "lotse");
    r.onload = function () { if (r.status >= 200 && r.status < 300) { done(r.responseText, r.status); } else { failed(r.status, r.responseText); } };
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
    p.scrollIntoView(false);
    return li;
  }

  /* Shows new lines; the buttons of earlier ones go. Returns the first new line. */
  function add(html) {
    var box = document.createElement("ol"), first = null, line, old;
    box.innerHTML = html;
    while ((line = box.firstElementChild)) {
      if (lines.querySelector('[data-id="' + line.getAttribute("data-id") + '"]')) { box.removeChild(line); continue; }
      old = lines.querySelector("form.choices");
      if (old) {
        if (line.hasAttribute("data-instead")) { lines.removeChild(old.parentNode); } else { old.parentNode.removeChild(old); }
      }
      lines.appendChild(line);
      first = first || line;
    }
    if (first) { first.scrollIntoView(true); }
    return first;
  }

  /* A number used once: what is sent again under it is heard once. */
  function renew(form) {
    var id = form.querySelector("[name=id]");
    if (id) { id.value = Math.random().toString(16).slice(2) + new Date().getTime().toString(16); }
  }

  function say(words, form, choice) {
    if (busy) { return; }
    busy = true;
    if (poll) { poll.abort(); poll = null; }
    var data = new FormData(form), typed = choice === null, toggles = !typed && /[+-]$/.test(choice);
    if (!typed) { data.append("choice", choice); }
    data.append("after", lastId());
    status.textContent = lines.getAttribute("data-sending");
    if (typed) { text.value = ""; }
    var mine = toggles ? null : own(words);
    request("POST", "/chat", data, function (html, code) {
      if (code === 205) { window.location.replace("/chat/forget?lang=" + lines.getAttribute("data-lang")); return; }  /* all is deleted */
      busy = false;
      status.textContent = "";
      if (mine) { mine.className = "line you"; }
      renew(form);
      var first = add(html), last = lines.lastElementChild, lang = last && last.getAttribute("lang");
      if (lang && lang !== lines.getAttribute("data-lang")) { window.location.replace("/chat"); return; }
      if (typed) { text.focus(); } else if (first) { first.tabIndex = -1; first.focus(); }  /* no keyboard after a press */
      if (mine || first) { (mine || first).scrollIntoView(true); }
      listen();
    }, function (code, told) {
      busy = false;
      if (mine) { lines.removeChild(mine); }
      if (typed && !text.value) { text.value = words; }
      status.textContent = (code === 503 || code === 429) && told && told.indexOf("<") < 0 ? told : lines.getAttribute("data-failed");
      status.scrollIntoView(false);
      listen();
    });
  }

  function listen() {
    if (poll) { poll.abort(); }
    window.clearTimeout(later);
    poll = null;
    if (lastId() === "0" || document.hidden) { return; }
    poll = request("GET", "/chat/new?after=" + lastId(), null, function (html, code) {
      poll = null;
      if (code === 200 && !busy) { add(html); }
      listen();
    }, function (code) {
      poll = null;
      if (code !== 403) { later = window.setTimeout(listen, 15000); }  /* 403: this talk was forgotten */
    });
  }

  function buttonOf(node) {
    while (node && node !== document && node.nodeName !== "BUTTON") { node = node.parentNode; }
    return node && node.nodeName === "BUTTON" ? node : null;
  }

  document.addEventListener("click", function (event) { pressed = buttonOf(event.target); });
  document.addEventListener("submit", function (event) {
    var form = event.target, button = event.submitter || pressed;
    if (form === compose) {
      event.preventDefault();
      if (text.value.trim()) { say(text.value, form, null); }
    } else if (button && button.name === "choice" && button.form === form) {
      event.preventDefault();
      say(button.textContent, form, button.value);
    }
  });
  document.addEventListener("visibilitychange", listen);
  var newest = lines.querySelectorAll(".lotse");
  if (newest.length > 1) { newest[newest.length - 1].scrollIntoView(true); }
  listen();
})();
