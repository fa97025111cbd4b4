import classes from "./logo.module.css";

/** Two streams that become one. */
export function Logo({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" className={classes.logo} aria-hidden>
      <rect width="32" height="32" rx="7" />
      <path d="M8 7c0 6 8 5 8 11v7M24 7c0 6-8 5-8 11" fill="none" strokeWidth="3" strokeLinecap="round" />
    </svg>
  );
}
