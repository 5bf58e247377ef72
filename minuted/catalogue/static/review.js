// Review by keys: the letter on a button presses it.  Everything works without this file.
(() => {
  const toggle = document.querySelector(".keys-toggle");
  const note = document.querySelector(".keys-note");
  if (!toggle) return;
  const stored = () => { try { return localStorage.getItem("minuted-keys"); } catch { return null; } };
  let on = stored() !== "off";
  const show = () => {
    toggle.hidden = false;
    toggle.textContent = on ? "Switch keys off" : "Switch keys on";
    note.textContent = on ? "The letter on a button presses it." : "Keys are off.";
  };
  toggle.addEventListener("click", () => {
    on = !on;
    try { localStorage.setItem("minuted-keys", on ? "on" : "off"); } catch { /* a private window keeps nothing */ }
    show();
  });
  document.addEventListener("keydown", (event) => {
    if (!on || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea")) return;
    const button = [...document.querySelectorAll("button[data-key]")].find((b) => b.dataset.key === event.key);
    if (button) { event.preventDefault(); button.click(); }
  });
  show();
})();
