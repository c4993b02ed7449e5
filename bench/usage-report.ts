import { writeUsage } from './usage.ts';

/** Loaded before a program that is measured. */
const { BENCH_USAGE: file } = process.env;
if (file !== undefined) process.on('exit', () => writeUsage(file));
