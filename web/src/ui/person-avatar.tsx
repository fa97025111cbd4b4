import { Avatar } from "@mantine/core";

import classes from "./person-avatar.module.css";

const TINTS = 8;

interface PersonAvatarProps {
  name: string;
  id?: number | string;
  size?: number;
  withName?: boolean;
}

export function PersonAvatar({ name, id, size = 22, withName }: PersonAvatarProps) {
  const face = (
    <Avatar
      size={size}
      radius="xl"
      className={classes.face}
      data-tint={tint(id ?? name)}
      aria-hidden={withName}
      title={withName ? undefined : name}
    >
      {initials(name)}
    </Avatar>
  );
  if (!withName) return face;
  return (
    <span className={classes.line}>
      {face}
      <span className={classes.name}>{name}</span>
    </span>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  return words
    .slice(0, 2)
    .map((word) => word[0]?.toUpperCase() ?? "")
    .join("");
}

/** The same person has the same tint everywhere; neighbours by id differ. */
function tint(key: number | string): number {
  if (typeof key === "number") return key % TINTS;
  let sum = 0;
  for (const letter of key) sum = (sum * 31 + letter.charCodeAt(0)) >>> 0;
  return sum % TINTS;
}
