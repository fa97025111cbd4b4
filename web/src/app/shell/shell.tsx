import { useMantineColorScheme } from "@mantine/core";
import { Trans } from "@lingui/react/macro";
import { Outlet, useRouter } from "@tanstack/react-router";
import { lazy, Suspense, useEffect } from "react";

import { useMe, useSession } from "@/api/session-queries";
import { DealPartsProvider } from "@/features/deals/deal/deal-parts";
import { LiveProvider } from "@/live/live-provider";

import { DEAL_PARTS } from "../deal-parts";
import { Header } from "./header";
import { Rail } from "./rail";
import classes from "./shell.module.css";
import { usePaletteActions } from "./use-palette-actions";
import { useJumps } from "./use-jumps";

// Nobody looks for a command or waits for news before the first screen stands.
const Palette = lazy(async () => ({ default: (await import("@/features/palette/palette")).Palette }));
const KeysHelp = lazy(async () => ({ default: (await import("./keys-help")).KeysHelp }));
const OfferNews = lazy(async () => ({ default: (await import("@/features/offers/offer-news")).OfferNews }));

/** A session can end while its screen is open: elsewhere, or by a reset of the password. */
export function Shell() {
  const { user } = useSession();
  const router = useRouter();
  // Follows the session's end, of which the router knows nothing: its guard then leads to sign-in.
  useEffect(() => {
    if (!user) void router.invalidate();
  }, [user, router]);
  return user ? <Frame /> : null;
}

/** Rail, header and the screen; the rail becomes a bottom bar on a phone. */
function Frame() {
  const me = useMe();
  const { setColorScheme } = useMantineColorScheme();
  // Follows the choice stored with the account, so that it is the same on every machine.
  useEffect(() => setColorScheme(me.theme), [me.theme, setColorScheme]);
  const help = useJumps();
  const actions = usePaletteActions({ openKeys: help.open });

  return (
    <LiveProvider>
      <a href="#screen" className={classes.skip}>
        <Trans>К содержанию</Trans>
      </a>
      <div className={classes.shell}>
        <Header onKeys={help.open} />
        <Rail />
        <main id="screen" tabIndex={-1} className={classes.main}>
          <DealPartsProvider value={DEAL_PARTS}>
            <Outlet />
          </DealPartsProvider>
        </main>
      </div>
      <Suspense fallback={null}>
        <Palette actions={actions} />
        <OfferNews />
        <KeysHelp opened={help.opened} onClose={help.close} />
      </Suspense>
    </LiveProvider>
  );
}
