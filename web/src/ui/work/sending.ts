/** A change on its way to the server, as a form needs to know it; a mutation of the query cache is one. */
export interface Sending<Body> {
  isPending: boolean;
  mutate: (body: Body, told: { onSuccess?: () => void; onError?: (error: Error) => void }) => void;
}
