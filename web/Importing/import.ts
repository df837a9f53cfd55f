// The import island: a place to drop files, and progress without reloading. Without it the form and the page do the same.

const form = document.querySelector<HTMLFormElement>('#import');
if (form) {
  receive(form);
}
const running = document.querySelector<HTMLElement>('#running');
if (running) {
  void follow(running);
}

function receive(form: HTMLFormElement) {
  const input = form.querySelector<HTMLInputElement>('input[type=file]')!;
  const drop = form.querySelector<HTMLElement>('.drop')!;
  const show = () => {
    const files = [...input.files ?? []];
    const size = files.reduce((sum, file) => sum + file.size, 0);
    form.querySelector('#chosen')!.textContent = files.length ? `${files.map(file => file.name).join(', ')} (${megabytes(size)})` : '';
    input.setCustomValidity(size > Number(form.dataset.most) ? 'That is more than 2 GB: import it with kith import PATH.' : '');
  };
  input.addEventListener('change', show);
  for (const name of ['dragenter', 'dragover'] as const) {
    drop.addEventListener(name, event => { event.preventDefault(); drop.classList.add('over'); });
  }
  for (const name of ['dragleave', 'drop'] as const) {
    drop.addEventListener(name, () => drop.classList.remove('over'));
  }
  drop.addEventListener('drop', event => {
    event.preventDefault();
    if (event.dataTransfer?.files.length) {
      input.files = event.dataTransfer.files;
      show();
      form.requestSubmit();
    }
  });
  form.addEventListener('submit', event => {
    event.preventDefault();
    send(form);
  });
}

function send(form: HTMLFormElement) {
  const sending = form.querySelector<HTMLElement>('#sending')!;
  const [bar, words, button] = [sending.querySelector('progress')!, sending.querySelector('p')!, form.querySelector('button')!];
  const request = new XMLHttpRequest();
  sending.hidden = false;
  button.disabled = true;
  request.upload.onprogress = event => {
    bar.value = event.loaded / event.total;
    words.textContent = `Sending: ${megabytes(event.loaded)} of ${megabytes(event.total)}`;
  };
  request.onload = () => {
    if (request.status < 400) {
      location.href = '/import';
    } else {
      fail(new DOMParser().parseFromString(request.responseText, 'text/html').querySelector('main .lead')?.textContent ?? 'The server refused it.');
    }
  };
  request.onerror = () => fail('The server can’t be reached, or it refused the size.');
  const fail = (why: string) => {
    words.textContent = why;
    bar.value = 0;
    button.disabled = false;
  };
  request.open('POST', form.action);
  request.send(new FormData(form));
}

async function follow(running: HTMLElement) {
  const [bar, words] = [running.querySelector('progress')!, running.querySelector('[role=status]')!];
  for (;;) {
    await new Promise(resolve => setTimeout(resolve, 500));
    const answer = await fetch(running.dataset.state!).catch(() => null);
    if (!answer?.ok) {
      continue;
    }
    const state: { stage: string; messages: number; share: number | null } = await answer.json();
    if (state.stage !== 'reading' && state.stage !== 'deriving') {
      location.reload();
      return;
    }
    if (state.share !== null) {
      bar.value = state.share;
    }
    words.textContent = state.stage === 'deriving' ? 'Deriving ties and expertise …' : `${state.messages.toLocaleString('en')} ${state.messages === 1 ? 'message' : 'messages'} so far`;
  }
}

const megabytes = (bytes: number) => bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(bytes < 1e8 ? 1 : 0)} MB`;
