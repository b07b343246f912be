import { defineEcConfig } from '@astrojs/starlight/expressive-code';
import labelCode from './build/label-code.mjs';
import { dark, light } from './src/styles/code-theme.ts';

export default defineEcConfig({
  themes: [light, dark],
  defaultProps: { overridesByLang: { 'bash,sh,shellscript,console,ansi': { frame: 'code' } } },
  // No sample marks lines or words; the styles for it would come with every page that shows code.
  textMarkers: false,
  plugins: [labelCode()],
  styleOverrides: {
    borderRadius: '6px',
    borderColor: 'var(--line)',
    codeBackground: 'var(--panel)',
    codeFontFamily: 'var(--font-code)',
    codeFontSize: 'var(--text-code)',
    codeLineHeight: '1.55',
    codePaddingInline: '1rem',
    uiFontFamily: 'var(--font-body)',
    frames: {
      frameBoxShadowCssValue: 'none',
      editorBackground: 'var(--panel)',
      editorTabBarBackground: 'var(--panel)',
      editorTabBarBorderColor: 'var(--line)',
      editorTabBarBorderBottomColor: 'var(--line)',
      editorActiveTabBackground: 'transparent',
      editorActiveTabForeground: 'var(--muted)',
      editorActiveTabBorderColor: 'transparent',
      editorActiveTabIndicatorTopColor: 'transparent',
      editorActiveTabIndicatorBottomColor: 'transparent',
      inlineButtonForeground: 'var(--ink)',
    },
  },
});
