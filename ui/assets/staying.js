// What a page keeps while it is loaded again, and how it finds its server again after the connection was lost.
(() => {
  // A tab keeps its own conversation over a reload. While it is open nothing of that is stored, so that a second tab,
  // also one that the browser makes as a copy of it, begins with the conversation that was used last and leaves it be.
  const own = sessionStorage.getItem("sayso-tab");
  const forgetOwn = () => sessionStorage.removeItem("sayso-tab");
  const keepOwn = () => { if (window.saysoKept) sessionStorage.setItem("sayso-tab", JSON.stringify(window.saysoKept)); };
  forgetOwn();
  window.addEventListener("pagehide", keepOwn);
  window.addEventListener("pageshow", forgetOwn);
  document.addEventListener("visibilitychange", () => (document.hidden ? keepOwn : forgetOwn)());
  window.saysoTab = (stored) => [own ? JSON.parse(own) : { ...stored, elsewhere: true }];

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
