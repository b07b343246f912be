import { defineEcConfig } from '@astrojs/starlight/expressive-code';
import labelCode from './build/label-code.mjs';
import { dark, light } from './src/styles/code-theme.ts';

export default defineEcConfig({
  themes: [light, dark],
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
      editorTabBarBorderColor: 'transparent',
      editorTabBarBorderBottomColor: 'var(--line)',
      editorActiveTabBackground: 'transparent',
      editorActiveTabForeground: 'var(--muted)',
      editorActiveTabBorderColor: 'transparent',
      editorActiveTabIndicatorTopColor: 'transparent',
      editorActiveTabIndicatorBottomColor: 'transparent',
      terminalBackground: 'var(--panel)',
      terminalTitlebarBackground: 'var(--panel)',
      terminalTitlebarForeground: 'var(--muted)',
      terminalTitlebarBorderBottomColor: 'var(--line)',
      terminalTitlebarDotsOpacity: '0',
      inlineButtonForeground: 'var(--ink)',
    },
  },
});
