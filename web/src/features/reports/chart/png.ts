// A picture as a file: the same drawing at twice the size, with its title and what it is about above it.
import * as echarts from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

import "./echarts";
import { type Room, readRoom } from "./colors";
import type { ShownPicture } from "./pictures-on-page";

const SCALE = 2;
const PAD = 20;
const LEAST_WIDTH = 640;
const TITLE = 20;
const LINE = 17;

echarts.use([CanvasRenderer]);

export async function savePng(picture: ShownPicture, lines: readonly string[], name: string): Promise<void> {
  const blob = await drawPng(picture, lines);
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

async function drawPng({ title, chart, box }: ShownPicture, lines: readonly string[]): Promise<Blob> {
  const element = box.current ?? document.body;
  const room = readRoom(element, true);
  const width = Math.max(LEAST_WIDTH, element.clientWidth, (chart.minWidth ?? 0) + 180);
  const drawing = paint(chart.option({ ...room, width }), width, chart.height, room);
  const head = PAD + TITLE + lines.length * LINE + 8;
  const canvas = document.createElement("canvas");
  canvas.width = (width + 2 * PAD) * SCALE;
  canvas.height = (head + chart.height + PAD) * SCALE;
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("no canvas");
  pen.scale(SCALE, SCALE);
  pen.fillStyle = room.surface;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  writeHead(pen, title, lines, room);
  pen.drawImage(drawing, PAD, head, width, chart.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png");
  });
}

function paint(
  option: echarts.EChartsCoreOption,
  width: number,
  height: number,
  room: Room,
): HTMLCanvasElement {
  const element = document.createElement("div");
  const chart = echarts.init(element, undefined, {
    renderer: "canvas",
    width,
    height,
    devicePixelRatio: SCALE,
  });
  chart.setOption(option);
  const canvas = chart.renderToCanvas({ pixelRatio: SCALE, backgroundColor: room.surface });
  chart.dispose();
  return canvas;
}

function writeHead(pen: CanvasRenderingContext2D, title: string, lines: readonly string[], room: Room): void {
  pen.textBaseline = "top";
  pen.fillStyle = room.text;
  pen.font = `600 16px ${room.font}`;
  pen.fillText(title, PAD, PAD);
  pen.fillStyle = room.soft;
  pen.font = `12px ${room.font}`;
  for (const [place, line] of lines.entries()) pen.fillText(line, PAD, PAD + TITLE + 6 + place * LINE);
}
