/** `npm run bench` measures the server, `npm run bench -- imports` what public files cost. */
if (process.argv[2] === 'imports') await import('./imports.ts');
else await import('./bench.ts');
