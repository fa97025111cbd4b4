// Everything that can be done to an offer.
import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, ifMatch, unwrap } from "@/api/client";
import type { Offer, OfferPatch } from "@/api/types";

import { offerQuery } from "./queries";

const at = (id: string) => ({ params: { path: { offer_id: id } } });
const seen = (offer: Offer) => ({ ...at(offer.id), headers: ifMatch(offer.revision) });

/** Puts the newest picture of the offer where its screens look, and has every list asked again. */
function useChange<In, Out>(send: (input: In) => Promise<Out>, offerOf: (out: Out) => Offer | undefined) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: async (out) => {
      const offer = offerOf(out);
      if (offer) client.setQueryData(offerQuery(offer.id).queryKey, offer);
      await client.invalidateQueries({ queryKey: ["offers"] });
    },
    // Refused mostly because the offer is not any more what it was on the screen.
    onError: () => client.invalidateQueries({ queryKey: ["offers"] }),
  });
}

const itself = (offer: Offer) => offer;

export const useDraftOffer = () =>
  useChange(
    (deal: string) => unwrap(api.POST("/deals/{deal_id}/offers", { params: { path: { deal_id: deal } } })),
    itself,
  );

export const useEditOffer = () =>
  useChange(
    ({ offer, patch }: { offer: Offer; patch: OfferPatch }) =>
      unwrap(api.PATCH("/offers/{offer_id}/draft", { ...seen(offer), body: patch })),
    itself,
  );

export const useSendOffer = () =>
  useChange(
    (offer: Offer) => unwrap(api.POST("/offers/{offer_id}/sending", seen(offer))),
    (sent) => sent.offer,
  );

export const useAddLink = () =>
  useChange(
    (offer: Offer) => unwrap(api.POST("/offers/{offer_id}/links", at(offer.id))),
    (sent) => sent.offer,
  );

export const useNewVersion = () =>
  useChange((offer: Offer) => unwrap(api.POST("/offers/{offer_id}/versions", at(offer.id))), itself);

export const useRevokeOffer = () =>
  useChange((offer: Offer) => unwrap(api.DELETE("/offers/{offer_id}/links", at(offer.id))), itself);

export const useDiscardDraft = () =>
  useChange(
    (offer: Offer) => unwrap(api.DELETE("/offers/{offer_id}/draft", at(offer.id))),
    () => undefined,
  );
