// Where the site asks for it: computes in the background, and lets the form go when that is done.
export function doWork(form) {
  const { proof } = form.elements;
  if (!form.dataset.challenge || !proof || proof.value || !crypto.subtle) return;
  const challenge = JSON.parse(form.dataset.challenge);
  let waiting = null;
  const worker = new Worker(new URL("./comment-solver.js", import.meta.url));
  worker.addEventListener("message", ({ data: number }) => {
    const { algorithm, challenge: goal, salt, signature } = challenge;
    proof.value = btoa(JSON.stringify({ algorithm, challenge: goal, number, salt, signature }));
    worker.terminate();
    if (waiting) form.requestSubmit(waiting.submitter);
  });
  worker.postMessage(challenge);
  form.addEventListener("submit", (event) => {
    if (proof.value) return;
    event.preventDefault();
    waiting = { submitter: event.submitter };
  });
}
