// Converts Flex keywords to the CSS units of LINE's apps (Flex Message reference; px at the default font size). Pure.
import type { messagingApi } from '@line/bot-sdk'

export type Style = Record<string, string>

const fontSizes: Record<string, number> = {
  xxs: 11,
  xs: 13,
  sm: 14,
  md: 16,
  lg: 19,
  xl: 22,
  xxl: 29,
  '3xl': 35,
  '4xl': 48,
  '5xl': 74,
}
const imageSizes: Record<string, string> = {
  xxs: '40px',
  xs: '60px',
  sm: '80px',
  md: '100px',
  lg: '120px',
  xl: '140px',
  xxl: '160px',
  '3xl': '180px',
  '4xl': '200px',
  '5xl': '220px',
  full: '100%',
}
const gaps: Record<string, string> = {
  none: '0px',
  xs: '2px',
  sm: '4px',
  md: '8px',
  lg: '12px',
  xl: '16px',
  xxl: '20px',
}
const borders: Record<string, string> = {
  none: '0px',
  light: '0.5px',
  normal: '1px',
  'semi-bold': '2px',
  medium: '3px',
  bold: '4px',
}
export const bubbleWidths: Record<string, number> = {
  nano: 120,
  micro: 160,
  deca: 220,
  hecto: 241,
  kilo: 260,
  mega: 300,
  giga: 386,
}

/** Returns a keyword, px or per cent value as CSS; undefined stays undefined. */
export const gap = (value: string | undefined): string | undefined =>
  value === undefined ? undefined : (gaps[value] ?? value)
export const border = (value: string | undefined): string | undefined =>
  value === undefined ? undefined : (borders[value] ?? value)
export const imageWidth = (size: string | undefined): string => imageSizes[size ?? 'md'] ?? size ?? '100px'
/** `scaling`: the text follows the phone's text size, which the page simulates with --chat-scale. */
export const fontSize = (size: string | undefined, scaling?: boolean): string => {
  const pixels = fontSizes[size ?? 'md'] ?? Number.parseFloat(size ?? '16')
  return scaling ? `calc(${pixels}px * var(--chat-scale, 1))` : `${pixels}px`
}
/** `20:13` → CSS aspect-ratio. */
export const ratio = (value: string | undefined, fallback = '1:1'): string => (value ?? fallback).replace(':', ' / ')

export const gradient = (background: messagingApi.FlexBoxBackground | undefined): string | undefined => {
  if (!background) return undefined
  const { angle, startColor, centerColor, centerPosition, endColor } = background
  const middle = centerColor ? `${centerColor} ${centerPosition ?? '50%'}, ` : ''
  return `linear-gradient(${angle ?? '0deg'}, ${startColor} 0%, ${middle}${endColor} 100%)`
}

/** The placement that a component gets from its parent: direction, spacing, and whether it comes first. */
export type PartPlacement = { layout: messagingApi.FlexBox.LayoutEnum; spacing?: string; first: boolean }

type PlacedPart = {
  flex?: number
  margin?: string
  position?: string
  offsetTop?: string
  offsetBottom?: string
  offsetStart?: string
  offsetEnd?: string
}

/** Drops undefined values, so that CSS keeps its defaults. */
export const definedStyles = (style: Record<string, string | undefined>): Style =>
  Object.fromEntries(Object.entries(style).filter((entry): entry is [string, string] => entry[1] !== undefined))

const share = (flex: number | undefined, layout: PartPlacement['layout'], intrinsic: boolean): string => {
  if (layout === 'vertical') return flex ? `${flex} 1 auto` : '0 0 auto'
  const part = flex ?? (intrinsic ? 0 : 1)
  return part === 0 ? '0 0 auto' : `${part} 1 0px`
}

/**
 * Returns flex share, margin and offsets of a component inside its parent. `intrinsic`: icons and separators keep their
 * own width.
 */
export const placed = (component: PlacedPart, place: PartPlacement, intrinsic = false): Style => {
  const away = component.position === 'absolute'
  const space = place.first || away ? undefined : gap(component.margin ?? place.spacing)
  return definedStyles({
    flex: away ? undefined : share(component.flex, place.layout, intrinsic),
    [place.layout === 'vertical' ? 'marginTop' : 'marginLeft']: space,
    position: away ? 'absolute' : component.offsetTop || component.offsetStart ? 'relative' : undefined,
    top: gap(component.offsetTop),
    bottom: gap(component.offsetBottom),
    left: gap(component.offsetStart),
    right: gap(component.offsetEnd),
  })
}

/** Returns align-self for `gravity`, which applies across a horizontal box. */
export const gravity = (value: string | undefined): string | undefined =>
  value === 'center' ? 'center' : value === 'bottom' ? 'flex-end' : undefined
