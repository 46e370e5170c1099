// Checked before anything else is loaded: an older Node would fail somewhere inside a package, with an error that helps nobody.
const [major, minor] = process.versions.node.split('.').map(Number) as [number, number];
if (major < 22 || (major === 22 && minor < 17)) {
  console.error(`Sluice needs Node 22.17 or newer; this is ${process.versions.node}. "npm start" uses the one that npm ci brought along.`);
  process.exit(1);
}
const { run } = await import('./run.js');
await run();
