import { useFormats } from "./formats-context";

interface MoneyProps {
  amount: number | null | undefined;
  currency?: string;
  cents?: boolean;
  short?: boolean;
}

export function Money({ amount, currency, cents, short }: MoneyProps) {
  const formats = useFormats();
  if (amount === null || amount === undefined) return <span className="num">—</span>;
  return <span className="num">{formats.money(amount, { currency, cents, short })}</span>;
}
