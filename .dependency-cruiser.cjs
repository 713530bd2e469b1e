// The directions of the house, enforced. Run by scripts/layers.ts, which also asserts that every module was looked at.

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'core-imports-only-zod',
      comment: 'Core is what everybody trusts: pure, without disk, network, clock or any part of ours around it.',
      severity: 'error',
      from: { path: '^core/', pathNot: '\\.test\\.ts$|^core/sealing/' },
      to: { pathNot: ['^core/', '^node_modules/zod/'] },
    },
    {
      name: 'sealing-is-a-cipher-and-nothing-else',
      comment:
        'Laptop and server seal alike. The one part of core with a cipher of Node in it, so the window has nothing to do with it.',
      severity: 'error',
      from: { path: '^core/sealing/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: ['^core/sealing/', '^crypto$'] },
    },
    {
      name: 'sealing-is-not-for-the-window',
      severity: 'error',
      from: { path: '^(renderer|server/web|core/(?!sealing/))' },
      to: { path: '^core/sealing/' },
    },
    {
      name: 'core-tests-stay-in-core',
      severity: 'error',
      from: { path: '^core/.*\\.test\\.ts$' },
      to: { path: '^(electron|renderer|server)/' },
    },
    {
      name: 'parts-do-not-import-each-other',
      comment: 'The window, the desktop and the server meet in core only.',
      severity: 'error',
      from: { path: '^(renderer|electron|server)/', pathNot: '^server/web/' },
      to: { path: '^(renderer|electron|server)/', pathNot: ['^$1/', '^server/web/'] },
    },
    {
      name: 'the-administrators-page-looks-like-the-window',
      comment:
        'It shares components, words and dress with the window, and asks the server over the network like everybody.',
      severity: 'error',
      from: { path: '^server/web/' },
      to: { path: '^(renderer|electron|server)/', pathNot: '^server/web/|^renderer/(components|locales|app)/' },
    },
    {
      name: 'server-without-its-page',
      severity: 'error',
      from: { path: '^server/', pathNot: '^server/web/' },
      to: { path: '^server/web/' },
    },
    {
      name: 'product-does-not-import-its-tools',
      severity: 'error',
      from: { path: '^(core|electron|renderer|server)/', pathNot: '\\.test\\.tsx?$|^electron/headless/' },
      to: { path: '^(scripts|tests|benchmarks)/' },
    },
    {
      name: 'electron-only-in-the-shell',
      comment: 'Everything else of the desktop runs in plain Node, so that it is tested there.',
      severity: 'error',
      from: { pathNot: '^electron/(shell/|main\\.ts$|preload\\.ts$)' },
      to: { path: '^(node_modules/electron/|electron$)' },
    },
    {
      name: 'shell-only-from-main',
      comment:
        'The files of the shell without Electron (policy, window files, bounds) also serve the preview and the tests.',
      severity: 'error',
      from: { path: '^(electron|core|renderer)/', pathNot: '^electron/(shell/|main\\.ts$)' },
      to: { path: '^electron/shell/' },
    },
    {
      name: 'sqlite-only-in-the-database',
      comment: 'One place opens the encrypted file, so one place gets cipher, key and pragmas right.',
      severity: 'error',
      from: { pathNot: '^electron/caseload/database' },
      to: { path: '^node_modules/better-sqlite3/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'window-without-node',
      severity: 'error',
      from: { path: '^renderer/', pathNot: '\\.test\\.tsx?$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'features-do-not-reach-into-each-other',
      severity: 'error',
      from: { path: '^renderer/features/([^/]+)/' },
      to: { path: '^renderer/features/([^/]+)/', pathNot: '^renderer/features/$1/' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'everything-resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|docs)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.cjs', '.mjs', '.json', '.d.ts'],
    },
  },
};
