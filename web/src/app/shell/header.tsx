import { Kbd, UnstyledButton } from "@mantine/core";
import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";

import { useSession } from "@/api/session-queries";
import { openPalette } from "@/features/palette/palette-store";
import { LiveMark } from "@/live/live-mark";
import { Icon } from "@/ui/icon";
import { Logo } from "@/ui/logo";

import classes from "./header.module.css";
import { modKey } from "./mod-key";
import { UserMenu } from "./user-menu";

export function Header({ onKeys }: { onKeys: () => void }) {
  const { organisation } = useSession();
  return (
    <>
      <div className={classes.brand}>
        <Link to="/" className={classes.home} aria-label={organisation?.name ?? "Pritok"}>
          <Logo />
          <span className={classes.name}>{organisation?.name}</span>
        </Link>
      </div>
      <header className={classes.header}>
        <UnstyledButton className={classes.search} onClick={openPalette}>
          <Icon name="search" />
          <span className={classes.hint}>
            <Trans>Найти или сделать…</Trans>
          </span>
          <Kbd size="xs" className={classes.key}>
            {modKey} K
          </Kbd>
        </UnstyledButton>
        <div className={classes.side}>
          <LiveMark />
          <UserMenu onKeys={onKeys} />
        </div>
      </header>
    </>
  );
}
