/** A line above GraphiQL to sign in with. */
export const signInBar = `
<style>
  #sluice { display: flex; gap: 8px; align-items: center; height: 40px; padding: 0 12px; box-sizing: border-box; font: 14px system-ui, sans-serif; background: #1f2733; color: #fff; }
  #sluice input { width: 160px; padding: 4px 6px; border: 1px solid #55606f; border-radius: 4px; background: #fff; color: #111; font: inherit; }
  #sluice button { padding: 4px 12px; border: 0; border-radius: 4px; background: #4f8cff; color: #fff; font: inherit; cursor: pointer; }
  #sluice output { color: #ffb4b4; }
  #root { height: calc(100vh - 40px) !important; }
  body { margin: 0; }
</style>
<form id="sluice" autocomplete="on">
  <strong>Sluice</strong>
  <span data-who></span>
  <input name="name" aria-label="User name" placeholder="User name" autocomplete="username">
  <input name="password" type="password" aria-label="Password" placeholder="Password" autocomplete="current-password">
  <button></button>
  <output role="status"></output>
</form>`;

/**
 * Signs in through the API itself, keeps the tokens for this tab, and refreshes them a minute before they end. GraphiQL asks for the headers
 * at each request and for the connection parameters at each subscription.
 */
export const signInScript = `
(() => {
  const form = document.querySelector('#sluice');
  const [who, button, output] = [form.querySelector('[data-who]'), form.querySelector('button'), form.querySelector('output')];
  const stored = 'sluice.session';
  let session = JSON.parse(sessionStorage.getItem(stored) || 'null');
  let timer;

  async function ask(query, variables, headers = {}) {
    const answer = await fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ query, variables }) });
    const { data, errors } = await answer.json();
    if (errors) throw new Error(errors[0].message);
    return data;
  }
  const fields = '{ credentials { accessToken accessTokenExpiresAt refreshToken } user { name role } userErrors { message } }';

  function keep(payload) {
    if (payload && !payload.credentials) throw new Error(payload.userErrors[0].message);
    session = payload;
    if (session) sessionStorage.setItem(stored, JSON.stringify(session));
    else sessionStorage.removeItem(stored);
    show();
  }
  function show() {
    clearTimeout(timer);
    for (const input of form.querySelectorAll('input')) input.hidden = Boolean(session);
    who.textContent = session ? session.user.name + ' (' + session.user.role + ')' : '';
    button.textContent = session ? 'Sign out' : 'Sign in';
    if (session) timer = setTimeout(refresh, Math.max(0, new Date(session.credentials.accessTokenExpiresAt) - Date.now() - 60000));
  }
  async function refresh() {
    try {
      keep((await ask('mutation ($input: RefreshSessionInput!) { result: refreshSession(input: $input) ' + fields + ' }', { input: { refreshToken: session.credentials.refreshToken } })).result);
    } catch (error) {
      keep(null);
      output.textContent = error.message;
    }
  }
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    output.textContent = '';
    try {
      if (session) {
        const headers = window.sluice.headers();
        keep(null);
        await ask('mutation { signOut { userErrors { message } } }', {}, headers);
      } else {
        const { name, password } = form.elements;
        keep((await ask('mutation ($input: SignInInput!) { result: signIn(input: $input) ' + fields + ' }', { input: { name: name.value, password: password.value } })).result);
        password.value = '';
      }
    } catch (error) {
      output.textContent = error.message;
    }
  });
  window.sluice = {
    headers: () => (session ? { authorization: 'Bearer ' + session.credentials.accessToken } : {}),
    connectionParams: () => window.sluice.headers(),
  };
  show();
})();`;
