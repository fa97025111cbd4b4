// Ten shades each, light to dark. Shade 7 under white text, shade 9 on shade 1 and shade 4 on the dark
// page all pass 4.5:1, which the library's own teal, green and orange do not.
import type { MantineColorsTuple } from "@mantine/core";

const river: MantineColorsTuple = [
  "#e8f5f4",
  "#d0e8e6",
  "#a3d1cd",
  "#72bab4",
  "#4aa8a1",
  "#2b938c",
  "#177f78",
  "#0b6b66",
  "#075751",
  "#04403c",
];

const slate: MantineColorsTuple = [
  "#f7f8f8",
  "#eef0f1",
  "#e1e5e7",
  "#ccd3d6",
  "#a9b3b8",
  "#7d898f",
  "#5b676d",
  "#465157",
  "#2f393e",
  "#1c2428",
];

const night: MantineColorsTuple = [
  "#d5dcdf",
  "#b3bec3",
  "#98a4aa",
  "#67747a",
  "#434e54",
  "#333d42",
  "#273034",
  "#1c2327",
  "#151b1e",
  "#0f1416",
];

const green: MantineColorsTuple = [
  "#edf7ef",
  "#dcefe0",
  "#b9dfc2",
  "#93cda1",
  "#6fbb82",
  "#4ea565",
  "#388a4e",
  "#2a713e",
  "#1f5a30",
  "#174725",
];

const red: MantineColorsTuple = [
  "#fdf0ee",
  "#fbe0dc",
  "#f5c1ba",
  "#ee9d93",
  "#e6796c",
  "#da574a",
  "#c63d32",
  "#b0291f",
  "#8f2018",
  "#701812",
];

const amber: MantineColorsTuple = [
  "#fdf4e3",
  "#fae8c8",
  "#f3d191",
  "#eab859",
  "#df9f2c",
  "#c98716",
  "#a86d0d",
  "#8a5809",
  "#6e4607",
  "#553606",
];

const blue: MantineColorsTuple = [
  "#eef4fb",
  "#dbe8f6",
  "#b6d0ec",
  "#8db5e0",
  "#6599d3",
  "#447fc3",
  "#3169a9",
  "#26558c",
  "#1d4270",
  "#163357",
];

export const palette = {
  river,
  gray: slate,
  dark: night,
  green,
  red,
  orange: amber,
  yellow: amber,
  blue,
};
