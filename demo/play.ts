import { SluiceClient } from '../client/SluiceClient.js';
import { createOperator, createServices, importContacts, planCampaign, schedule, type Operator, type Plan } from './cast.js';
import { generateContacts } from './contacts.js';
import { collectEvidence, collectLetters, readLetter, type Letter, type ShownLetter } from './evidence.js';
import { freezeScene } from './freezeScene.js';
import type { DemoOptions } from './options.js';
import { ProgressBars } from './progressBars.js';
import { reconcile } from './reconcile.js';
import { setStage, type Stage } from './stage.js';
import { byService, printLetters, type Summary } from './summary.js';
import { readTask, Watch } from './watch.js';
import { wrap } from './wrap.js';

/** Recipients whose address contains this do not exist, say the receivers: about one in a hundred. */
const goneMark = '.ada13';
const spareQuota = 500;

interface Act {
  operator: Operator;
  plan: Plan;
  before: number;
}

export interface Played {
  summary: Summary;
  /** With --keep: what is left running. */
  kept: Stage | null;
}

/** The whole play. Ends what it started, also on Ctrl-C; with --keep only then. */
export async function play(options: DemoOptions): Promise<Played> {
  const began = performance.now();
  // With --json standard output is for the object alone.
  const screen = options.json ? process.stderr : process.stdout;
  const bars = new ProgressBars(screen);
  const say = (line: string): void => bars.say(wrap(line));
  say('Sluice demonstration: starts a server with its own PostgreSQL, and receivers that stand for a relay and for EngageLab, on loopback.');

  const stage = await setStage();
  const onSignal = (): void => {
    bars.end();
    screen.write('\nCleaning up …\n');
    void stage.end().finally(() => process.exit(130));
  };
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  let isKept = false;
  try {
    await stage.server.start();
    say(`The server is at ${stage.server.address} (${since(began)}).`);
    const summary = await perform(options, stage, bars, say);
    summary.seconds = (performance.now() - began) / 1_000;
    isKept = options.keep;
    return { summary, kept: isKept ? stage : null };
  } catch (error) {
    bars.end();
    process.stderr.write(stage.server.lastErrors);
    throw error;
  } finally {
    if (!isKept) await stage.end();
  }
}

async function perform(options: DemoOptions, stage: Stage, bars: ProgressBars, say: (line: string) => void): Promise<Summary> {
  const admin = await new SluiceClient(stage.server.address).signIn('admin', stage.adminPassword);
  const files = { ada: generateContacts({ contacts: options.contacts, label: 'ada' }), bo: generateContacts({ contacts: Math.round(options.contacts / 16), seed: 2, label: 'bo' }) };
  const mails = files.ada.addresses.length + files.bo.addresses.length;
  const services = await createServices(admin, stage, mails);
  say(`The administrator registered three services: ${Object.values(services).map((service) => `${service.name} (every ${service.paceMs} ms, ${service.dailyQuota} a day)`).join(', ')}.`);

  const gone = { kind: 'refuse', text: '5.1.1 no such user' } as const;
  const rules = { smtp: { phase: 'rcpt', recipient: goneMark, action: { ...gone, code: 550 } }, engagelab: { phase: 'request', recipient: goneMark, action: { ...gone, code: 400, text: '{"code":30844,"message":"to address does not exist"}' } } };
  await stage.receivers.control.behaveOnly('smtp', rules.smtp);
  await stage.receivers.control.behaveOnly('engagelab', rules.engagelab);

  const imports: Summary['imports'] = [];
  const acts: Act[] = [];
  for (const [name, title] of [['ada', 'Autumn letter'], ['bo', 'Small notice']] as const) {
    const file = files[name];
    const before = file.addresses.length + spareQuota;
    const operator = await createOperator(admin, name, services, before);
    const report = await importContacts(operator, file, `${name}.csv`);
    imports.push({ operator: name, ...report });
    say(`${name} imported ${report.created} contacts from ${report.rows} rows of CSV; ${report.rejected} rows rejected.`);
    acts.push({ operator, before, plan: { ...(await planCampaign(operator, title)), recipients: file.addresses.length } });
  }

  say('Both campaigns are scheduled for now.');
  const watch = new Watch(bars);
  for (const { operator, plan } of acts) watch.task(operator, plan);
  for (const service of [services.sandbox, services.smtp, services.engagelab]) watch.service(admin, service, mails);
  for (const { operator, plan } of acts) await schedule(operator, plan.campaignId);

  await watch.until(() => watch.ended > mails * 0.2);
  const freeze = await freezeScene(admin, services.smtp, stage.receivers.control, rules.smtp, watch, say);
  if (options.kill) {
    await watch.until(() => watch.ended > mails * 0.5);
    say(`kill -9 of the server (process ${stage.server.pid}), with mails in flight …`);
    await stage.server.kill();
    const killed = performance.now();
    await stage.server.start();
    say(`… and it is back after ${since(killed)}.`);
  }
  await watch.finished();
  watch.close();
  bars.end();

  const letters = await collectLetters(admin, stage, services);
  const evidence = await collectEvidence(admin, services, acts, letters);
  const shown = await pickLetters(letters, files.ada.addressByScript);
  if (!options.json) process.stdout.write(`\nThree mails as they were received:\n\n${printLetters(shown)}\n`);
  const campaigns: Summary['campaigns'] = [];
  for (const { operator, plan } of acts) {
    const { state: _, ...counts } = await readTask(operator, plan.taskId);
    campaigns.push({ name: plan.name, operator: operator.name, ...counts });
  }
  const checks = [...importChecks(imports, files), ...reconcile(evidence)];
  for (const client of [admin, ...acts.map((each) => each.operator.client)]) await client.close();
  return {
    imports,
    campaigns,
    services: byService(evidence),
    users: [...evidence.users],
    freeze,
    kills: options.kill ? 1 : 0,
    letters: shown,
    checks,
    seconds: 0,
    ok: checks.every((check) => check.ok),
  };
}

/** The generator knows which rows are bad; the importer must have found just those. */
function importChecks(imports: Summary['imports'], files: Record<string, { addresses: string[]; rejectedByReason: Record<string, number> }>): Summary['checks'] {
  return imports.map((report) => {
    const file = files[report.operator]!;
    const expected = Object.entries(file.rejectedByReason).filter(([, count]) => count > 0);
    const ok = report.created === file.addresses.length && expected.every(([reason, count]) => report.byReason[reason] === count) && Object.keys(report.byReason).length === expected.length;
    return { what: `import of ${report.operator}`, ok, detail: `${report.created} of ${file.addresses.length} good, ${report.rejected} rejected` };
  });
}

/** One of each service, one of them to somebody whose name is not Latin. */
async function pickLetters(letters: readonly Letter[], byScript: Record<string, string>): Promise<ShownLetter[]> {
  const others = Object.entries(byScript).filter(([script]) => script !== 'Latin').map(([, address]) => address);
  const notLatin = letters.find((letter) => others.includes(letter.recipient));
  const picked = notLatin ? [notLatin] : [];
  for (const letter of letters) {
    if (picked.length === 3) break;
    if (!picked.some((each) => each.service === letter.service)) picked.push(letter);
  }
  return Promise.all(picked.map(readLetter));
}

/** For people who want to look around. */
export const describeKept = (stage: Stage): string =>
  [
    'Everything is left running; Ctrl-C ends it.',
    `  address      ${stage.server.address}  (GraphiQL: ${stage.server.address}/graphiql)`,
    `  sign-in      admin / ${stage.adminPassword}`,
    `  data folder  ${stage.folder}`,
  ].join('\n');

const since = (began: number): string => `${((performance.now() - began) / 1_000).toFixed(1)} s`;
