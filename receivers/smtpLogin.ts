/** One AUTH dialogue, PLAIN or LOGIN: each line the client says gives the reply to it. */
export class SmtpLogin {
  #plain = false;
  #user: string | null = null;

  constructor(private readonly account: { user: string; password: string }) {}

  begin(line: string): string {
    const [, method = '', initial] = line.split(' ');
    this.#plain = method.toUpperCase() === 'PLAIN';
    if (!this.#plain && method.toUpperCase() !== 'LOGIN') return '504 5.5.4 PLAIN or LOGIN';
    if (initial !== undefined) return this.goOn(initial);
    return this.#plain ? '334 ' : '334 VXNlcm5hbWU6';
  }

  goOn(line: string): string {
    const words = Buffer.from(line, 'base64').toString('utf8');
    if (this.#plain) {
      const [, user = '', password = ''] = words.split('\0');
      return this.#judge(user, password);
    }
    if (this.#user !== null) return this.#judge(this.#user, words);
    this.#user = words;
    return '334 UGFzc3dvcmQ6';
  }

  #judge(user: string, password: string): string {
    return user === this.account.user && password === this.account.password ? '235 2.7.0 ok' : '535 5.7.8 authentication failed';
  }
}
