// One upright line through all charts of the run, under the pointer.
const timeline = document.querySelector(".timeline");
const hair = document.createElement("div");
hair.className = "hair";
timeline.append(hair);
timeline.addEventListener("pointermove", (event) => {
  hair.style.left = event.clientX - timeline.getBoundingClientRect().left + "px";
  hair.style.display = "block";
});
timeline.addEventListener("pointerleave", () => (hair.style.display = "none"));
