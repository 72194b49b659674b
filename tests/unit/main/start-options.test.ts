import { describe, expect, test } from 'vitest'
import { readStartOptions } from '@/main/startup/options'

describe('the environment', () => {
  test('empty variables count as unset, foreign ones are not looked at', () => {
    expect(readStartOptions({ AX_PORT: '', PATH: '/bin' })).toEqual({})
  })

  test('values are read as what they are', () => {
    expect(
      readStartOptions({
        AX_SERVER_URL: 'http://10.0.0.5:3710/',
        AX_STATION_KEY: '0123456789',
        AX_KIOSK: '0',
        AX_PORT: '0',
      }),
    ).toEqual({ AX_SERVER_URL: 'http://10.0.0.5:3710', AX_STATION_KEY: '0123456789', AX_KIOSK: false, AX_PORT: 0 })
  })

  test.each([
    [{ AX_SERVER_URL: 'http://10.0.0.5:3710' }, 'go together'],
    [{ AX_SERVER_URL: 'ftp://10.0.0.5', AX_STATION_KEY: '0123456789' }, 'AX_SERVER_URL'],
    [{ AX_SERVER_URL: 'http://user:pw@10.0.0.5', AX_STATION_KEY: '0123456789' }, 'address alone'],
    [{ AX_KIOSK: 'yes' }, 'AX_KIOSK'],
    [{ AX_PORT: '99999' }, 'AX_PORT'],
    [{ AX_DATA_DIR: 'relative/path' }, 'absolute path'],
    [{ AX_MODE: 'host', AX_SERVER_URL: 'http://10.0.0.5', AX_STATION_KEY: '0123456789' }, 'a host has no'],
  ])('%j is refused by name', (environment, said) => {
    expect(() => readStartOptions(environment as Record<string, string>)).toThrow(said)
  })
})
