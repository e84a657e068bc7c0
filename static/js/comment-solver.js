// Finds the number whose hash was given. Source: ALTCHA, proof of work, version 1.
addEventListener("message", async ({ data: { challenge, salt, maxNumber } }) => {
  const encoder = new TextEncoder();
  for (let number = 0; number <= maxNumber; number++) {
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", encoder.encode(salt + number)));
    if (challenge.startsWith(hash[0].toString(16).padStart(2, "0")) && hex(hash) === challenge) return postMessage(number);
  }
});

function hex(octets) {
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, "0")).join("");
}
