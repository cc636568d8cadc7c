// What Gradio has no event for: clicks on our own HTML, the panel, scrolling, keys, the clipboard, a lost connection.
(() => {
  const byId = (name) => document.getElementById(name);
  const fire = (name, data) => window.saysoFire && window.saysoFire(name, data || {});
  const isPhone = () => window.matchMedia("(max-width: 860px)").matches;
  let opener = null;

  // The panel lies beside the conversation, on a phone over it.
  function openPanel(from) {
    opener = from || opener;
    byId("panel")?.classList.add("open");
    if (!isPhone()) return;
    byId("left").inert = true;
    byId("close-panel")?.focus();
  }

  function closePanel() {
    const panel = byId("panel");
    if (!panel) return;
    const covered = isPhone() && panel.classList.contains("open");
    panel.classList.remove("open");
    byId("left").inert = false;
    if (covered && opener && opener.isConnected) opener.focus();
  }

  function openCitation(link) {
    document.querySelectorAll('a.cite[aria-current="true"]').forEach((other) => other.removeAttribute("aria-current"));
    link.setAttribute("aria-current", "true");
    const reference = link.getAttribute("href");
    if (reference.startsWith("#document-")) fire("play");
    fire("click", { reference });
    openPanel(link);
    if (shownKey() === reference.slice(1)) scrollToQuote();
  }

  // The quote before or behind the one that is shown, if there is one.
  const shownQuote = () => document.querySelector("#viewer [data-key]");
  function step(by) {
    const source = shownQuote();
    const place = source && /^((?:cite|figure)-\d+)-(\d+)$/.exec(source.dataset.key);
    if (!place) return;
    const number = Number(place[2]) + by;
    if (number < 1 || number > Number(source.dataset.total)) return;
    const reference = `#${place[1]}-${number}`;
    const link = document.querySelector(`#conversation a.cite[href="${reference}"]`);
    if (link) openCitation(link);
    else fire("click", { reference });
  }

  // How a question was understood becomes a field in its place; Enter asks the question as it is then.
  function reword(button) {
    const line = button.closest(".understood");
    const form = document.createElement("form");
    form.className = "rewording";
    const field = document.createElement("input");
    field.value = button.dataset.edit;
    field.setAttribute("aria-label", "The question as it is to be understood");
    field.maxLength = 2000;
    const ask = document.createElement("button");
    ask.className = "small";
    ask.textContent = "Ask this";
    const leave = document.createElement("button");
    leave.type = "button";
    leave.className = "plain";
    leave.textContent = "Cancel";
    const back = () => { form.replaceWith(line); line.querySelector("button")?.focus(); };
    leave.addEventListener("click", back);
    form.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.stopPropagation(); back(); } });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const question = field.value.trim();
      if (!question) return;
      const last = form.closest("#turn") !== null;
      fire(last ? "retry" : "select", { question });
      back();
    });
    form.append(field, ask, leave);
    line.replaceWith(form);
    field.focus();
  }

  function vote(button) {
    fire("like", { vote: button.dataset.vote, turn: button.dataset.turn });
    button.parentElement.querySelectorAll("[data-vote]").forEach((one) => one.setAttribute("aria-pressed", one === button));
  }

  // A document is removed by the second click, within four seconds of the first.
  function remove(button) {
    if (button.dataset.sure) return fire("delete", { document: button.dataset.remove });
    const label = button.textContent;
    button.dataset.sure = "yes";
    button.textContent = "Really?";
    setTimeout(() => { delete button.dataset.sure; button.textContent = label; }, 4000);
  }

  const deeds = {
    ask: (button) => fire("select", { question: button.dataset.ask }),
    again: () => fire("retry"),
    edit: reword,
    vote,
    remove,
    show: (button) => { fire("expand", { turn: button.dataset.turn }); openPanel(button); },
    tab: () => fire("edit"),
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.cite");
    if (link) { event.preventDefault(); openCitation(link); return; }
    const button = event.target.closest("button");
    if (!button) return;
    if (button.id === "close-panel") closePanel();
    if (button.id === "copy-quote") copyQuote(button);
    if (button.id === "previous-quote") step(-1);
    if (button.id === "next-quote") step(1);
    if (button.id === "narrow") narrow(!byId("left").classList.contains("narrowing"));
    for (const deed of Object.keys(deeds)) if (deed in button.dataset) { deeds[deed](button); break; }
  });

  // The form of filters, open or not.
  function narrow(open) {
    byId("left").classList.toggle("narrowing", open);
    byId("narrow").setAttribute("aria-expanded", open);
    if (open) document.querySelector("#filters input, #filters textarea")?.focus();
  }

  async function copyQuote(button) {
    const source = document.querySelector("#viewer [data-copy]");
    if (!source) return;
    const label = button.textContent;
    button.textContent = (await copy(source.dataset.copy)) ? "Copied" : "Could not copy";
    setTimeout(() => { button.textContent = label; }, 1500);
  }

  async function copy(words) {
    try {
      await navigator.clipboard.writeText(words);
      return true;
    } catch {
      const field = document.createElement("textarea");
      field.value = words;
      document.body.append(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      return done;
    }
  }

  window.saysoSave = (name, words) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([words], { type: "application/octet-stream" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  // Keys: Escape leaves the panel, arrows go from citation to citation.
  // Heard before the fields hear them, so that Escape closes a list of choices before what it stands in.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (event.target.closest(".rewording")) return;
      if (event.target.closest("#filters")) {
        if (document.querySelector("#filters [aria-expanded='true']")) return;
        narrow(false);
        byId("narrow").focus();
      } else if (isPhone() && byId("panel")?.classList.contains("open")) closePanel();
      else document.querySelector("#question textarea")?.focus();
      return;
    }
    const cite = event.target.closest && event.target.closest("a.cite");
    if (!cite || !["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"].includes(event.key)) return;
    const all = [...(cite.closest("#conversation, #ledger, #documents") || document).querySelectorAll("a.cite")];
    const seen = all.filter((link) => link.offsetParent !== null);
    const next = seen[seen.indexOf(cite) + (event.key === "ArrowRight" || event.key === "ArrowDown" ? 1 : -1)];
    if (next) { event.preventDefault(); next.focus(); }
  }, true);

  // A figure is lit wherever it is shown: in the picture, at its name, in the table.
  document.addEventListener("mouseover", (event) => {
    const over = event.target.closest && event.target.closest("#ledger [data-figure]");
    document.querySelectorAll("#ledger .lit").forEach((one) => one.classList.remove("lit"));
    if (!over) return;
    const number = over.dataset.figure;
    document.querySelectorAll(`#ledger [data-figure="${number}"], #ledger [data-between~="${number}"]`)
      .forEach((one) => one.classList.add("lit"));
  });

  // A new question goes to the top of the conversation and stays there while its answer is written.
  let turn = null;
  function placeTurn() {
    const section = document.querySelector("#turn .turn");
    const room = byId("conversation");
    const block = byId("turn");
    if (!room || !block) return;
    block.style.minHeight = section ? `${room.clientHeight - 4}px` : "";
    const key = section ? `${section.dataset.turn} ${section.querySelector(".asked").textContent}` : null;
    if (key === turn) return;
    turn = key;
    const asked = section?.querySelector(".asked").textContent;
    if (asked === sessionStorage.getItem("sayso-draft")?.trim()) sessionStorage.removeItem("sayso-draft");
    if (key) room.scrollTop += block.getBoundingClientRect().top - room.getBoundingClientRect().top;
  }

  // A question that is half written is still there when the page was loaded again.
  document.addEventListener("input", (event) => {
    if (event.target.closest("#question")) sessionStorage.setItem("sayso-draft", event.target.value);
  });
  let drafted = false;
  function placeDraft() {
    const field = document.querySelector("#question textarea");
    if (drafted || !field || !document.querySelector("#welcome .welcome, #welcome .empty")) return;
    drafted = true;
    field.value = field.value || sessionStorage.getItem("sayso-draft") || "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // The figures of another answer are shown from their beginning.
  let counted = null;
  function placeLedger() {
    const section = document.querySelector("#ledger .ledger");
    const key = section && section.dataset.turn + section.querySelector("h2").textContent;
    if (key === counted || !byId("ledger")?.clientHeight) return;
    counted = key;
    byId("ledger").scrollTop = 0;
  }

  // A newly opened quote is scrolled into view inside its own panel, never the page.
  const shownKey = () => shownQuote()?.dataset.key || null;
  let shown = null;
  function placeQuote() {
    const key = shownKey();
    if (key === shown || !byId("viewer")?.clientHeight) return;
    shown = key;
    const source = shownQuote();
    const position = Number(source?.dataset.position || 0);
    byId("previous-quote").disabled = position <= 1;
    byId("next-quote").disabled = position >= Number(source?.dataset.total || 0);
    scrollToQuote();
  }

  function scrollToQuote() {
    const viewer = byId("viewer");
    const quoted = byId("quoted");
    if (!viewer) return;
    if (!quoted) { viewer.scrollTop = 0; return; }
    const head = viewer.querySelector("header")?.offsetHeight || 0;
    const above = Math.max(head + 24, viewer.clientHeight / 4);
    viewer.scrollTop += quoted.getBoundingClientRect().top - viewer.getBoundingClientRect().top - above;
  }

  // What changes behind another tab is placed when it comes to be seen.
  const sized = new ResizeObserver(() => { placeQuote(); placeLedger(); });
  new MutationObserver(() => {
    for (const name of ["viewer", "ledger"]) if (byId(name)) sized.observe(byId(name));
    placeTurn(); placeQuote(); placeLedger(); placeDraft();
  })
    .observe(document, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ["data-key", "data-turn"] });
  window.addEventListener("resize", placeTurn);

  // A lost connection is said. When it is back the page is loaded again, at once and before its notice goes: Gradio
  // takes no event any more after a request that found no server, and a server that was started anew knows no page.
  let misses = 0;
  let server = null;
  let lost = false;
  async function check() {
    if (document.hidden) return;
    try {
      const reply = await fetch("gradio_api/app_id", { cache: "no-store" });
      if (reply.status >= 500) throw new Error(reply.statusText);
      const found = (await reply.json()).app_id;
      misses = 0;
      if (lost || (server && found !== server)) comeBack();
      server = server || found;
    } catch {
      misses += 1;
      if (misses === 1) setTimeout(check, 700);
      else if (!lost) sayLost();
    }
  }

  function sayLost() {
    lost = true;
    const said = document.createElement("div");
    said.id = "offline";
    said.setAttribute("role", "alert");
    said.textContent = "The connection to sayso is lost. Your conversation is kept; this page reconnects by itself.";
    document.body.append(said);
  }

  // An answer whose end was lost on the way has its question in the field of the new page.
  function comeBack() {
    const waiting = document.querySelector("#turn [aria-busy='true'] .asked");
    if (waiting) sessionStorage.setItem("sayso-draft", waiting.textContent);
    location.reload();
  }
  setInterval(check, 3000);
  window.addEventListener("offline", () => { misses = 1; check(); });
  window.addEventListener("online", check);
})();
