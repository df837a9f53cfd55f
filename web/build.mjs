// Bundles the islands and the styles into the server's wwwroot; run by `npm run build`, which the .NET build calls.
import { build } from 'esbuild';

await build({
  entryPoints: [
    'Accounts/passkeys.ts',
    'Gatherings/gatherings.ts',
    'Importing/import.ts',
    'Network/map.ts',
    'Recaps/recap.ts',
    'Rooms/room.ts',
    'Shared/kith.css',
  ],
  entryNames: '[name]',
  outdir: '../src/Kith.Server/wwwroot/dist',
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  legalComments: 'linked',
});
