// Passkeys on the sign-in and account pages. Where the browser or the address can't do them, nothing of it is shown.

// A passkey belongs to a name; an address made of numbers is none.
const able = 'PublicKeyCredential' in window && 'parseCreationOptionsFromJSON' in PublicKeyCredential && !/^[\d.]+$|^\[/.test(location.hostname);

const signIn = document.querySelector<HTMLElement>('#passkey');
if (able && signIn) {
  offer(signIn, async () => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await post('/api/passkeys/request'));
    const credential = await navigator.credentials.get({ publicKey });
    await post('/api/passkeys/sign-in', { credential });
    location.href = signIn.dataset.to || '/';
  });
}

const add = document.querySelector<HTMLElement>('#add-passkey');
if (able && add) {
  offer(add, async () => {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(await post('/api/passkeys/creation'));
    const credential = await navigator.credentials.create({ publicKey });
    await post('/api/passkeys', { credential });
    location.href = '/account?done=9';
  });
}

function offer(place: HTMLElement, go: () => Promise<void>) {
  const [button, words] = [place.querySelector('button')!, place.querySelector('[role=status]')!];
  place.hidden = false;
  button.addEventListener('click', async () => {
    button.disabled = true;
    words.textContent = '';
    try {
      await go();
    } catch (problem) {
      // Who closes the browser's dialogue knows that they did.
      words.textContent = problem instanceof DOMException ? 'No passkey was used.' : (problem as Error).message;
      button.disabled = false;
    }
  });
}

async function post(path: string, body?: unknown) {
  const token = document.querySelector<HTMLMetaElement>('meta[name=csrf]')!.content;
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'X-CSRF-Token': token, ...(body ? { 'Content-Type': 'application/json' } : {}) },
    body: body ? JSON.stringify(body) : undefined,
  }).catch(() => null);
  if (!answer?.ok) {
    const problem = await answer?.json().catch(() => null);
    throw new Error(problem?.detail ?? 'The server can’t be reached.');
  }
  return answer.status === 204 ? null : answer.json();
}
