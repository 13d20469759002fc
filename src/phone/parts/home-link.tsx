// The link back to the home screen, at the foot of the holder's screens.
import { useApp } from '../app-context.ts'
import { Link } from './button.tsx'

export const HomeLink = () => {
  const { words, go } = useApp()
  return (
    <Link id="home" onClick={() => go('home')}>
      {words.back}
    </Link>
  )
}
